import { fault } from './fault.mjs'

/** @type {readonly import('./fault.mjs').Fault[]} */
export const refreshFaults = [
  {
    name: 'no adopt: what another tab has stored is not taken over',
    edits: [
      {
        file: 'core/refresh-run.ts',
        find: 'const settlement = this.#adoptable(ledger)\n      if (settlement) return settlement',
        replace: '',
      },
      {
        file: 'core/refresh-run.ts',
        find: 'if (this.#adoptable(found) || this.#rivalsOf(found, base).length > 0) return found',
        replace: 'if (this.#rivalsOf(found, base).length > 0) return found',
      },
      {
        file: 'core/refresher.ts',
        find: 'if (adopted) return this.#settle(session, adopted)',
        replace: '',
      },
      {
        file: 'core/refresh-run.ts',
        find: 'return record?.sid === this.#session.record.sid ? record : this.#session.record',
        replace: 'return this.#session.record',
      },
    ],
  },
  {
    name: 'no look at the store again before a refusal is believed',
    edits: [
      {
        file: 'core/refresh-run.ts',
        find: 'if (this.#isNews(ledger)) return await this.go()',
        replace: '',
      },
      {
        file: 'core/refresh-run.ts',
        find: 'if (this.#isNews(ledger) || endOf(ledger, base) !== null) return rest',
        replace: 'if (endOf(ledger, base) !== null) return rest',
      },
    ],
  },
  fault(
    'a refusal is believed at once: nobody waits for refreshes on their way elsewhere',
    'core/refresh-run.ts',
    'if (intentsOfOthers(ledger, base.sid, this.#context.tab).length > 0) return ledger',
    '',
  ),
  fault(
    'no candidate: the loser of a race is thrown away',
    'core/ledger.ts',
    'const candidates = [...ledger.candidates, { record, triedBy: null }].slice(-mostEntries)\n  return { ...ledger, candidates }',
    'return record === null ? { ...ledger } : ledger',
  ),
  fault(
    'no intent wait: a refresh on its way elsewhere is not waited for',
    'core/refresh-run.ts',
    'if (this.#adoptable(found) || this.#rivalsOf(found, base).length > 0) return found',
    'if (this.#adoptable(found)) return found',
  ),
  fault(
    'no yield where tabs tell each other by channel',
    'core/refresh-run.ts',
    'return this.#isExclusive ? ledger : await this.#yieldToEarlier(intentId)',
    'return ledger',
  ),
  fault(
    'no reading again in the lock',
    'core/refresh-run.ts',
    'if (this.#isExclusive) await this.#carrier.readNewest()',
    '',
  ),
  fault(
    'the generation alone orders versions, without its random id',
    'core/record.ts',
    'return difference === 0 ? candidate.id > current.id : difference > 0',
    'return difference > 0',
  ),
  fault(
    'the lock is released before the new tokens are stored',
    'core/refresh-run.ts',
    'const ledger = await this.#carrier.transact((found) =>\n      dropIntent(tombstone',
    `if (tombstone === null) {
      const late = () => void this.#carrier.transact((found) => dropIntent(commitRecord(found, next), intentId))
      this.#context.ports.clock.after(60, late)
      return this.#renewedTo(next, next)
    }
    const ledger = await this.#carrier.transact((found) =>
      dropIntent(tombstone`,
  ),
  fault(
    'no identity check of the new token',
    'core/refresh-run.ts',
    'if (next.subject !== base.subject && base.subject !== null) {',
    'if (next.subject === undefined) {',
  ),
  fault(
    'the loser of a race is revoked',
    'core/refresh-run.ts',
    "return { kind: 'renewed', record, isOwn: record.version.id === next.version.id }",
    "if (record.version.id !== next.version.id) void this.#context.ports.api.revoke(next)\n    return { kind: 'renewed', record, isOwn: false }",
  ),
  fault(
    'tokens that come after the logout are not given back',
    'core/refresh-run.ts',
    'if (!model.isCookie || record === null) await ports.api.revoke(next)',
    'if (model.isCookie && record === null) await ports.api.revoke(next)',
  ),
  fault(
    'the lock is waited for without end',
    'core/refresher.ts',
    '}, lockWaitMs)',
    '}, Infinity)',
  ),
  fault(
    'a failure a moment ago does not matter',
    'core/refresher.ts',
    'if (pause && !options.force) return Promise.reject(new AuthUnavailableError(pause.status))',
    'if (pause && options.force) this.#context.isStopped()',
  ),
  fault(
    'the session ends when the server cannot be reached',
    'core/refresher.ts',
    'this.#postpone(session.record, settlement.status)\n',
    "this.#state.end('ended-by-server')\n",
  ),
]
