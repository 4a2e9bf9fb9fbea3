import type { AnsweredVersions } from './answered-versions'
import { endOf } from './ledger'
import type { Intent, Ledger } from './ledger'
import {
  abandonIntent,
  addIntent,
  announcedAtMs,
  closeCandidates,
  dropIntent,
  hasIntent,
  intentsOfOthers,
  isEndDoubtful,
  noteThrottle,
  throttleOf,
  tryCandidate,
  untriedCandidate,
} from './ledger-notes'
import { endSession } from './ledger-session'
import { heldUpMs, intentDeadlineMs } from './limits'
import type { Outage } from './outage'
import type { Clock } from './ports'
import type { SessionRecord } from './record'
import { adoptable } from './settlement'
import type { Settlement } from './settlement'
import type { TokenTimes } from './token-times'

/** Who refreshes what. */
export interface RefreshSituation {
  readonly clock: Clock
  readonly times: TokenTimes
  /** Names this tab to the others. */
  readonly tab: string
  readonly answered: AnsweredVersions
  /** The tokens in use when the run began. */
  readonly known: SessionRecord
  /** Whether no other tab runs one, by the lock. */
  readonly isExclusive: boolean
}

/** What is to be done about a refusal. */
export interface Refusal {
  /** What was refused. */
  readonly intentId: string
  /** For the next try, if there is one. */
  readonly nextId: string
  /** Whether there is nothing else to wait for. */
  readonly mayEnd: boolean
}

/** What one run concludes from a ledger: pure, so that a storage transaction can carry it out. */
export class RefreshDecisions {
  readonly #situation: RefreshSituation
  /** By the wall clock, as intents tell it. */
  readonly #startedAtMs: number
  /** Versions whose refusal this run has seen. */
  readonly #refused = new Set<string>()
  /** The latest of them. */
  #refusedGeneration = 0
  #isExclusive: boolean

  constructor(situation: RefreshSituation) {
    this.#situation = situation
    this.#startedAtMs = situation.clock.now()
    this.#isExclusive = situation.isExclusive
  }

  /** Whether no other tab runs one, as far as this one knows. */
  get isExclusive(): boolean {
    return this.#isExclusive
  }

  /** The tab was held up: the lock may have been taken from it without a word. */
  distrustLock(): void {
    this.#isExclusive = false
  }

  noteRefused(record: SessionRecord): void {
    this.#refused.add(record.version.id)
    this.#refusedGeneration = Math.max(this.#refusedGeneration, record.version.generation)
    this.#situation.answered.note(record)
  }

  /** Of what `base` has bought: it comes after all that was refused, also where tokens that had lost have bought it. */
  generationAfter({ version }: SessionRecord): number {
    return Math.max(version.generation, this.#refusedGeneration) + 1
  }

  adoptable(ledger: Ledger): Settlement | null {
    const { known, times } = this.#situation
    return adoptable(ledger, known, (record) => times.isDue(record))
  }

  /** Whether there is nothing to send: the ledger has what is wanted, or the server asks to be left alone. */
  settlementIn(ledger: Ledger): Settlement | null {
    const { known, clock } = this.#situation
    const outage = throttleOf(ledger, known.sid, clock.now())
    return this.adoptable(ledger) ?? (outage && { kind: 'unavailable', outage, tried: null })
  }

  /** Takes back what brought no answer, and tells all tabs for how long to leave the server alone. */
  afterNoAnswer(ledger: Ledger, intentId: string, outage: Outage): Ledger {
    const { known, clock } = this.#situation
    return noteThrottle(abandonIntent(ledger, intentId), known.sid, clock.now(), outage)
  }

  /** The latest tokens, due as they may be; or, where another tab has ended the session, those that it did not try. */
  baseOf(ledger: Ledger): SessionRecord {
    const { known } = this.#situation
    const untried = isEndDoubtful(ledger, known.sid) ? untriedCandidate(ledger) : null
    const { record } = untried ?? ledger
    return record?.sid === known.sid ? record : known
  }

  /** Announces the refresh, unless there is nothing to refresh any more or another tab is at it. */
  claim(ledger: Ledger, intentId: string): Ledger {
    if (this.settlementIn(ledger) || this.#rivalsOf(ledger).length > 0) return ledger
    return addIntent(ledger, this.#intent(intentId, this.baseOf(ledger)))
  }

  /** Announces anew what was announced: a tab may have been held up since. */
  claimAgain(ledger: Ledger, intentId: string): Ledger {
    if (!hasIntent(ledger, intentId)) return ledger
    if (this.settlementIn(ledger)) return dropIntent(ledger, intentId)
    return addIntent(dropIntent(ledger, intentId), this.#intent(intentId, this.baseOf(ledger)))
  }

  /**
   * Tabs without one store may announce at the same time: who has the lock goes on, else the first in one order. What
   * was announced of tokens that have been replaced since nobody takes for a rival.
   */
  mustYield(ledger: Ledger, intentId: string): boolean {
    const own = ledger.intents.find(({ id }) => id === intentId)
    if (own?.versionId !== this.baseOf(ledger).version.id) return true
    const isFirst = this.#rivalsOf(ledger).every(
      (rival) => !rival.isExclusive && isBefore(own, rival),
    )
    return !isFirst || this.adoptable(ledger) !== null
  }

  /** What follows from the refusal of `base`, in this order. */
  afterRefusal(ledger: Ledger, base: SessionRecord, refusal: Refusal): Ledger {
    const { intentId, nextId, mayEnd } = refusal
    const { answered } = this.#situation
    const rest = closeCandidates(dropIntent(ledger, intentId), intentId, (record) =>
      answered.has(record),
    )
    if (this.isNews(ledger)) return rest
    // Whoever has ended it elsewhere may not have known of what is left to try here.
    if (endOf(ledger, base) !== null && !untriedCandidate(rest)) return rest
    if (this.isAwaited(ledger) || !mayEnd) return ledger
    const candidate = untriedCandidate(rest)
    if (!candidate) return endSession(rest, ledger.record ?? base, this.#reasonToEnd(base))
    return tryCandidate(addIntent(rest, this.#intent(nextId, candidate.record)), nextId)
  }

  /** Whether the ledger has tokens, or another session, of which this run does not know that they are worth nothing. */
  isNews({ record }: Ledger): boolean {
    return record !== null && !this.#refused.has(record.version.id)
  }

  /** Whether another tab's refresh of this session may still bring something. */
  isAwaited(ledger: Ledger): boolean {
    const { known, tab } = this.#situation
    return intentsOfOthers(ledger, known.sid, tab).length > 0
  }

  /** Who is about to send the same tokens, or others in their place. */
  #rivalsOf(ledger: Ledger): readonly Intent[] {
    const { known, tab } = this.#situation
    const records = [this.baseOf(ledger), ...ledger.candidates.map(({ record }) => record)]
    const versions = new Set(records.map(({ version }) => version.id))
    const others = intentsOfOthers(ledger, known.sid, tab)
    this.#isExclusive &&= !others.some((intent) => this.#hasTakenTheLock(intent))
    return others.filter(
      ({ versionId, isExclusive }) =>
        // Who held the lock before is gone, or frozen.
        versions.has(versionId) && !(isExclusive && this.#isExclusive),
    )
  }

  /** Who came to hold the lock later has taken it from this tab, which was frozen: from then on it has none. */
  #hasTakenTheLock(intent: Intent): boolean {
    return intent.isExclusive && announcedAtMs(intent) > this.#startedAtMs
  }

  #reasonToEnd(base: SessionRecord) {
    return this.#situation.times.isAtCeiling(base) ? 'ceiling-reached' : 'ended-by-server'
  }

  #intent(id: string, { sid, version }: SessionRecord): Intent {
    const { tab, clock } = this.#situation
    const deadlineMs = clock.now() + intentDeadlineMs
    return { id, tab, sid, versionId: version.id, deadlineMs, isExclusive: this.#isExclusive }
  }
}

/** Which of two announcements goes on. One that is older than a moment has been sent, or will be made anew. */
function isBefore(one: Intent, other: Intent): boolean {
  const laterByMs = one.deadlineMs - other.deadlineMs
  return Math.abs(laterByMs) > heldUpMs ? laterByMs < 0 : one.id < other.id
}
