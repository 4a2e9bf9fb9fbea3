import { fault } from './fault.mjs'

/** @type {readonly import('./fault.mjs').Fault[]} */
export const idleFaults = [
  fault(
    'what was noted before the clock was set back counts as the latest that somebody did',
    'core/activity.ts',
    'const past = times.filter((timeMs) => timeMs <= nowMs)',
    'const past = times.filter((timeMs) => timeMs <= Infinity)',
  ),
  fault(
    'a session that was left for too long is taken up all the same',
    'core/tab-sync.ts',
    'if (!this.#isAbandoned(ledger)) return ledger',
    "if (record.sid !== '') return ledger",
  ),
  fault(
    'a session is over for what was read before somebody was there',
    'core/tab-sync.ts',
    'const { known } = carrier',
    'const known = tombstone ? carrier.known : ledger',
  ),
  fault(
    'what is there after a session that was left for too long is not looked at',
    'core/tab-sync.ts',
    'return await this.#living(carrier, await carrier.read(), true)',
    'return isFresh ? await carrier.read() : await this.#living(carrier, await carrier.read(), true)',
  ),
  fault(
    'a page that stood still ends a session by what it had read before',
    'core/tab-sync.ts',
    'if (isFresh) this.#settings.onAbandoned',
    'this.#settings.onAbandoned',
  ),
  fault(
    'of a session that nobody was in for long tabs that are in it do not help each other',
    'core/tab-sync.ts',
    'if (message.isOpen || !this.#isAbandoned(carrier.known)) carrier.reply(message)',
    'if (!this.#isAbandoned(carrier.known)) carrier.reply(message)',
  ),
  fault(
    'only the login is stored of what somebody does',
    'core/activity.ts',
    '{ ...ledger, activeAtMs: nowMs }',
    '{ ...ledger, activeAtMs: ledger.activeAtMs ?? nowMs }',
  ),
  fault(
    'a refresh counts as somebody',
    'core/activity.ts',
    'const lastMs = ledger.activeAtMs ?? (ledger.record && grantedAtMs(ledger.record))',
    'const lastMs = Math.max(ledger.activeAtMs ?? 0, (ledger.record && grantedAtMs(ledger.record)) ?? 0)',
  ),
  fault(
    'the other tabs are not asked whether somebody was there',
    'core/tab-sync.ts',
    'const newest = this.#isAbandoned(found) ? await this.#own.readNewest() : found',
    'const newest = found',
  ),
  fault(
    'a session that was left for too long is taken up in place of the own',
    'core/refresher.ts',
    'await this.#context.follow(session.carrier)',
    "this.#state.open(settlement.record, session.carrier, 'other-tab')",
  ),
  fault(
    'the page cache keeps a session open',
    'core/tab-sync.ts',
    'if (!session || !this.#isAbandoned(await session.carrier.read())) return',
    'if (!session || session.record) return',
  ),
]
