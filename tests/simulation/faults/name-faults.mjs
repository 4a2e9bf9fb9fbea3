import { fault } from './fault.mjs'

/** @type {readonly import('./fault.mjs').Fault[]} */
export const nameFaults = [
  fault(
    'a session of the name of before is moved while a tab of then refreshes it',
    'core/former-session.ts',
    'if (!ledger.record) return false',
    "if (ledger.record?.sid !== '') return false",
  ),
  fault(
    'a session that was moved goes on in its old place',
    'core/former-session.ts',
    'return isClosed ? this.#closed(ledger, record) : ledger',
    'return isClosed ? { ...ledger, revocations: [] } : ledger',
  ),
  fault(
    'what has happened to a session since it was found in its old place is lost',
    'core/former-session.ts',
    'isClosed = !this.#isInUse(ledger, isExclusive) && isUnchanged(ledger, record)',
    'isClosed = isUnchanged(ledger, null) && !this.#isInUse(ledger, isExclusive)',
  ),
  fault(
    'what was stored under the name of before is left there',
    'core/tab-sync.ts',
    'if (this.#former) await this.#former.moveTo(this.#shared, this.#own)',
    '',
  ),
  fault(
    'the session of one tab alone is left under the name of before',
    'core/former-session.ts',
    'await this.#move(this.#own, own)',
    '',
  ),
  fault(
    'what is taken once is taken again',
    'core/former-session.ts',
    'if (isDone && source.isStored) this.#place.setTaken(isShared)',
    '',
  ),
  fault(
    'apps with other constants have one name',
    'backends/shared-names.ts',
    'name: named ?? (variant === null ? plain : `${plain} ${digestOf(variant)}`)',
    'name: named ?? (variant === null ? plain : `${plain}${digestOf(variant).slice(8)}`)',
  ),
  fault(
    'APIs at other addresses have one name',
    'backends/shared-names.ts',
    'const plain = `latchkey/${recordSchema}/${profile.name}/${apiBaseUrl}`',
    'const plain = `latchkey/${recordSchema}/${profile.name}/${new URL(apiBaseUrl).protocol}`',
  ),
]
