import { fault } from './fault.mjs'

/** @type {readonly import('./fault.mjs').Fault[]} */
export const refreshFaults = [
  fault(
    'an end that another tab has noted is believed although there are tokens that nobody has tried',
    'core/session-state.ts',
    'if (reason && !isEndDoubtful(ledger, record.sid)) this.end(reason)',
    'if (reason) this.end(reason)',
  ),
  fault(
    'without a lock a refused cookie is not sent again for what another tab may have got',
    'core/refresh-run.ts',
    'const isLikely = this.#decisions.isAwaited(ledger) || !this.#decisions.isExclusive',
    'const isLikely = this.#decisions.isAwaited(ledger)',
  ),
  fault(
    'a clock that is set ahead ends the wait for refreshes of others',
    'core/intent-lives.ts',
    'this.#clock.monotonic() >= (this.#untilMs.get(id) ?? -Infinity)',
    'this.#untilMs.size >= 0',
  ),
  fault(
    'a tab that has slept does not say that its refresh is on its way',
    'core/carrier.ts',
    'intent.tab === this.#tab && intent.deadlineMs <= nowMs',
    'intent.tab === this.#tab && nowMs < 0',
  ),
  fault(
    'a refused cookie is not left alone for as long as a message may take',
    'core/refresh-run.ts',
    'return this.#context.model.isCookie && this.#carrier.isHandedOver && !this.#hasAskedAgain',
    'return this.#context.model.isCookie && this.#carrier.isHandedOver && this.#hasAskedAgain',
  ),
  fault(
    'tokens that came with one cookie are left alone each for itself in an outage',
    'core/record.ts',
    'return isCookie',
    'return isCookie && accessToken === null',
  ),
  fault(
    'a user endpoint that refuses the new token too is not told by the requests that it has refused',
    'core/auth-client.ts',
    'refresher: this.#refresher,\n      futile,',
    'refresher: this.#refresher,\n      futile: new FutileRefreshes(clock),',
  ),
  fault(
    'a late answer of the store makes a tab forget that its refresh is on its way',
    'core/carrier.ts',
    'if (changes === this.#changes) return ledger',
    'if (changes >= 0) return ledger',
  ),
  fault(
    'what a losing token buys does not come after the tokens that were refused',
    'core/refresh-decisions.ts',
    'return Math.max(version.generation, this.#refusedGeneration) + 1',
    'return version.generation + 1',
  ),
  {
    name: 'no adopt: what another tab has stored is not taken over',
    edits: [
      {
        file: 'core/refresh-run.ts',
        find: 'const settlement = this.#decisions.settlementIn(ledger)\n      if (settlement) return settlement',
        replace: '',
      },
      {
        file: 'core/refresh-decisions.ts',
        find: 'if (this.settlementIn(ledger) || this.#rivalsOf(ledger).length > 0) return ledger',
        replace: 'if (this.#rivalsOf(ledger).length > 0) return ledger',
      },
      {
        file: 'core/refresher.ts',
        find: 'if (adopted) return this.#settle(session, adopted)',
        replace: '',
      },
      {
        file: 'core/refresh-decisions.ts',
        find: 'return record?.sid === known.sid ? record : known',
        replace: 'return record === undefined ? record : known',
      },
    ],
  },
  {
    name: 'no look at the store again before a refusal is believed',
    edits: [
      {
        file: 'core/refresh-run.ts',
        find: 'if (this.#decisions.isNews(ledger)) return await this.go()',
        replace: '',
      },
      {
        file: 'core/refresh-decisions.ts',
        find: 'if (this.isNews(ledger)) return rest',
        replace: '',
      },
    ],
  },
  fault(
    'a refusal is believed at once: nobody waits for refreshes on their way elsewhere',
    'core/refresh-decisions.ts',
    'if (this.isAwaited(ledger) || !mayEnd) return ledger',
    'if (!mayEnd) return ledger',
  ),
  fault(
    'no candidate: the loser of a race is thrown away',
    'core/ledger-notes.ts',
    'return { ...ledger, candidates: joinCandidates(ledger.candidates, [candidate]) }',
    'return candidate.tries === 0 ? ledger : { ...ledger }',
  ),
  fault(
    'no intent wait: a refresh on its way elsewhere is not waited for',
    'core/refresh-decisions.ts',
    'if (this.settlementIn(ledger) || this.#rivalsOf(ledger).length > 0) return ledger',
    'if (this.settlementIn(ledger)) return ledger',
  ),
  fault(
    'no yield where tabs tell each other by channel',
    'core/refresh-run.ts',
    'if (this.#decisions.isExclusive) return claimed',
    'if (claimed !== null) return claimed',
  ),
  fault(
    'no reading again in the lock',
    'core/refresh-run.ts',
    'if (isAlone && (await this.#isHeldUp(this.#carrier.readNewest()))) {',
    'if (isAlone && (await this.#isHeldUp(Promise.resolve()))) {',
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
    'const committed = await this.#carrier.transact((found) =>\n      dropIntent(commitRecord(found, next)',
    `if (next.version.generation > 0) {
      const late = () => void this.#carrier.transact((found) => dropIntent(commitRecord(found, next), intentId))
      this.#context.ports.clock.after(60, late)
      return this.#renewedTo(next, next)
    }
    const committed = await this.#carrier.transact((found) =>
      dropIntent(commitRecord(found, next)`,
  ),
  fault(
    'no identity check of the new token',
    'core/refresh-run.ts',
    "if (model.isCookie && isOtherPerson(base, { subject, user: timed.grant.user }, 'cookie')) {",
    "if (model.isCookie && base.subject === null && isOtherPerson(base, { subject, user: timed.grant.user }, 'cookie')) {",
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
    'if (pause && !options.force) return Promise.reject(outageError(pause.outage))',
    'if (pause && options.force) this.#context.isStopped()',
  ),
  fault(
    'the session ends when the server cannot be reached',
    'core/refresher.ts',
    'this.#postpone(this.#inUse(session, settlement.tried ?? current), settlement.outage)\n',
    "this.#state.end('ended-by-server')\n",
  ),
  fault(
    'an older announcement does not come first',
    'core/refresh-decisions.ts',
    'return Math.abs(laterByMs) > heldUpMs ? laterByMs < 0 : one.id < other.id',
    'return laterByMs === Infinity || one.id < other.id',
  ),
  fault(
    'tokens are sent that were not those announced',
    'core/refresh-decisions.ts',
    'if (own?.versionId !== this.baseOf(ledger).version.id) return true',
    'if (own === undefined) return true',
  ),
  fault(
    'a message takes back what was announced after it was said',
    'core/join-ledgers.ts',
    'intent.tab !== tab || announcedAtMs(intent) >= saidAtMs',
    'intent.tab !== tab || announcedAtMs(intent) === Infinity + saidAtMs',
  ),
  fault(
    'a tab that slept with the lock goes on as if it still had it',
    'core/refresh-run.ts',
    'if (isLate()) this.#decisions.distrustLock()',
    '',
  ),
]
