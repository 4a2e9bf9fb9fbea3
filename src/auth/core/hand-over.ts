import { tellsOf } from './ledger'
import type { Ledger } from './ledger'
import { handOverWaitMs } from './limits'
import type { Clock, HandOverHint, TabChannel } from './ports'
import type { TabQuestion } from './tab-message'

/** What a {@link HandOver} works with. */
export interface HandOverSurroundings {
  readonly clock: Clock
  readonly channel: TabChannel
  readonly hint: HandOverHint
  /** Names this tab to the others. */
  readonly tab: string
  /** Whether this tab is in a session. */
  readonly isOpen: (sid: string) => boolean
}

/** Asks the other tabs what they know of a session and tells them what is known here, by channel. */
export class HandOver {
  readonly #isShared: boolean
  readonly #around: HandOverSurroundings
  #stopAsking: (() => void) | null = null
  #isAnswerWanted = false

  /** @param isShared - whether it is about the session of all tabs, or about sessions of tabs alone */
  constructor(isShared: boolean, around: HandOverSurroundings) {
    this.#isShared = isShared
    this.#around = around
  }

  /**
   * Whether this tab has asked and knows of nothing yet. It no longer waits after {@link handOverWaitMs}, but the
   * others may be slower than that.
   */
  get isAnswerWanted(): boolean {
    return this.#isAnswerWanted
  }

  /** Whether some tab may have what this one lacks. */
  get isHinted(): boolean {
    return this.#around.hint.isSet()
  }

  /** Resolves when one has told what was asked for, or nobody will any more. */
  ask(sid: string | null): Promise<void> {
    const { channel, clock, isOpen } = this.#around
    this.#isAnswerWanted = true
    return new Promise((resolve) => {
      const stop = () => {
        cancel()
        this.#stopAsking = null
        resolve()
      }
      const cancel = clock.after(handOverWaitMs, stop)
      this.#stopAsking = stop
      const isIn = sid !== null && isOpen(sid)
      channel.post({ type: 'ask', isShared: this.#isShared, sid, isOpen: isIn })
    })
  }

  /** Waits no longer: the answer is here. */
  stopAsking(): void {
    this.closeQuestion()
    this.#stopAsking?.()
  }

  /** This tab knows of a session: whatever others say of another one is no answer any more. */
  closeQuestion(): void {
    this.#isAnswerWanted = false
  }

  /** Nobody had anything. The hint stands for sessions of some tabs alone: one that all share only borrows it. */
  forgetHint(): void {
    if (!this.#isShared) this.#around.hint.clear()
  }

  /** Whether another tab asks for the session that `ledger` holds, or for one of which it knows the end. */
  isAskedFor({ isShared, sid }: TabQuestion, ledger: Ledger): boolean {
    if (isShared !== this.#isShared) return false
    return sid === null ? ledger.record !== null : tellsOf(ledger, sid)
  }

  /** Tells all that is known to whoever listens. */
  tell(ledger: Ledger): void {
    const { channel, clock, tab, hint } = this.#around
    if (ledger.record) hint.set()
    const told = { ...ledger, revocations: [] }
    const saidAtMs = clock.now()
    channel.post({ type: 'have', isShared: this.#isShared, tab, saidAtMs, ledger: told })
  }

  /** There is news in the store. */
  announceChange(): void {
    this.#around.channel.post({ type: 'changed' })
  }
}
