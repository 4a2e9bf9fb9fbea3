import { fault } from './fault.mjs'

/** @type {readonly import('./fault.mjs').Fault[]} */
export const sessionFaults = [
  fault(
    'a login that the store has missed undoes a later one when the clock was set back',
    'core/record.ts',
    'const knownNow = told > nowMs ? known : Math.min(known, nowMs - sinceMs)',
    'const knownNow = known',
  ),
  fault(
    'one epoch for all instead of a tombstone for each session',
    'core/ledger-session.ts',
    'return [...others, kept].slice(-mostEntries)',
    'return [kept].slice(-mostEntries - others.length)',
  ),
  fault(
    'a new session forgets the tombstones of the old ones',
    'core/ledger-session.ts',
    'return { ...emptyLedger, record, tombstones, revocations }',
    'return { ...emptyLedger, record, tombstones: tombstones.slice(0, 0), revocations }',
  ),
  fault(
    'a logout is remembered in memory alone',
    'core/ledger-session.ts',
    'return settled({ ...ledger, tombstones: addTombstone(ledger.tombstones, tombstone) })',
    'return { ...ledger, record: ledger.record?.sid === tombstone.sid ? null : ledger.record }',
  ),
  {
    name: 'the record of a buried session is stored all the same',
    edits: [
      {
        file: 'core/ledger-session.ts',
        find: 'if (isBuried(ledger, next.sid) || (record !== null && record.sid !== next.sid)) return ledger',
        replace: 'if (record !== null && record.sid !== next.sid) return ledger',
      },
      {
        file: 'core/ledger-session.ts',
        find: 'const isOver = ledger.record !== null && endOf(ledger, ledger.record) !== null',
        replace:
          'const isOver = ledger.record !== null && !isBuried(ledger, ledger.record.sid) && endOf(ledger, ledger.record) !== null',
      },
    ],
  },
  fault(
    'a login that a store hears of late undoes what others have stored of it',
    'core/tab-sync.ts',
    '[found?.sid, end?.sid].includes(record.sid) ||',
    '',
  ),
  fault(
    'no deadline on the store',
    'core/patient-store.ts',
    'withDeadline(this.#clock, storeDeadlineMs,',
    '((_clock: unknown, _deadlineMs: unknown, work: () => Promise<Ledger>) => work().catch(() => null))(this.#clock, storeDeadlineMs,',
  ),
  fault(
    'nothing is posted to the other tabs',
    'core/hand-over.ts',
    "this.#around.channel.post({ type: 'changed' })",
    '',
  ),
  {
    name: 'a question for one session is answered with another, and the answer is believed',
    edits: [
      {
        file: 'core/hand-over.ts',
        find: 'return sid === null ? ledger.record !== null : tellsOf(ledger, sid)',
        replace: "return ledger.record !== null || sid !== ''",
      },
      {
        file: 'core/ledger.ts',
        find: 'return ledger.record?.sid === sid || ledger.end?.sid === sid || isBuried(ledger, sid)',
        replace: 'return ledger.record !== null || sid !== null',
      },
      {
        file: 'core/join-ledgers.ts',
        find: 'return isNewer(other, own) ? other : own',
        replace: 'return isLater(other.version, own.version) ? other : own',
      },
    ],
  },
  fault(
    'the tokens of another session are adopted as the own',
    'core/settlement.ts',
    "if (record && record.sid !== known.sid) return { kind: 'replaced', record }",
    "if (record && record.sid !== known.sid) return { kind: 'renewed', record, isOwn: false }",
  ),
  fault(
    'all tabs have one name',
    'core/auth-client.ts',
    'const tab = ports.randomness.id()',
    "const tab = 'tab'",
  ),
  fault(
    'a tab does not look for the tombstone of a session of its own',
    'core/tab-sync.ts',
    'const tombstone = record && (await this.findTombstone({ record, carrier }))',
    'const tombstone = record && carrier.isShared ? await this.findTombstone({ record, carrier }) : null',
  ),
  fault(
    'intents never run out',
    'core/join-ledgers.ts',
    '.filter((intent) => !isOver(intent))',
    '.filter((intent) => intent.deadlineMs > 0)',
  ),
  fault(
    'the page does not look again when it comes back',
    'core/auth-client.ts',
    'this.#unwatchPage = page.onChange(() => void this.#catchUp())',
    'this.#unwatchPage = page.onChange(() => undefined)',
  ),
  {
    name: 'a logout does not stop a login under way',
    edits: [
      {
        file: 'core/login-attempts.ts',
        find: 'if (attempt !== this.#latest) throw await this.#overtaken(record)',
        replace: '',
      },
      {
        file: 'core/login-attempts.ts',
        find: 'if (attempt !== this.#latest) {\n      await tabs',
        replace: "if (record.sid === '') {\n      await tabs",
      },
    ],
  },
]
