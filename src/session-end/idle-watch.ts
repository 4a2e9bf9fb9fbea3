import type { IdleChannel } from './idle-channel'

/** What an {@link IdleWatch} goes by, and whom it tells. */
export interface IdleSettings {
  readonly page: Document
  readonly channel: IdleChannel
  /** When somebody did something last, in ms since the epoch; `null` or left out for now. */
  readonly lastMs?: number | null
  /** Told that somebody is there, a few times in each {@link timeoutMs}. */
  readonly onActive?: () => void
  /** For how long nobody may do anything, in ms. */
  readonly timeoutMs: number
  /** How long before that it is announced, in ms. */
  readonly warningMs: number
  /** Told when people are to be logged out, in ms since the epoch; `null` when somebody is there after all. */
  readonly onAnnounce: (endMs: number | null) => void
  /** The time is over. */
  readonly onExpire: () => void
}

const activities = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll']

/** How long other tabs may take to say that somebody is there, in ms. A tab that was frozen reads its post first. */
const answerMs = 1_000

/**
 * Counts for how long nobody has done anything in any tab. It is announced for the whole of its time in any case,
 * also when the machine has slept or its clock was set: no clock logs anybody out without a word.
 */
export class IdleWatch {
  readonly #settings: IdleSettings
  readonly #stopListening: () => void
  #lastMs: number
  #toldMs = 0
  #endMs: number | null = null
  #isAsking = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(settings: IdleSettings) {
    const { page, channel, lastMs } = settings
    this.#settings = settings
    this.#lastMs = Math.min(lastMs ?? Date.now(), Date.now())
    for (const type of activities) page.addEventListener(type, this.#onActivity, listening)
    page.addEventListener('visibilitychange', this.#onHidden)
    this.#stopListening = channel.listen((message) => {
      if (message.type === 'active') this.#hear(message.atMs)
      else channel.post({ type: 'active', atMs: this.#lastMs })
    })
    this.#post()
    this.#schedule()
  }

  /** Somebody is there: the time begins anew, in all tabs. After the announced end it is too late for that. */
  stay(): void {
    if (this.#endMs !== null && Date.now() > this.#endMs + answerMs) {
      this.#askAtOnce()
      return
    }
    this.#beginAnew(Date.now())
    this.#tell()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#stopListening()
    const { page } = this.#settings
    for (const type of activities) page.removeEventListener(type, this.#onActivity, listening)
    page.removeEventListener('visibilitychange', this.#onHidden)
  }

  /** While it is announced only {@link stay} counts: a hand that brushes the mouse is no answer. */
  readonly #onActivity = () => {
    if (this.#endMs !== null) return
    // No timer runs while a machine sleeps: whoever wakes it comes too late, and may be anybody.
    if (this.#isDue()) {
      this.#askAtOnce()
      return
    }
    const nowMs = Date.now()
    this.#lastMs = nowMs
    if (nowMs - this.#toldMs > this.#settings.timeoutMs / 20) this.#tell()
  }

  /** The page may be about to go, and what was done last with it. */
  readonly #onHidden = () => {
    if (this.#settings.page.visibilityState === 'hidden' && this.#lastMs > this.#toldMs)
      this.#tell()
  }

  #tell(): void {
    this.#post()
    this.#settings.onActive?.()
  }

  #post(): void {
    this.#toldMs = this.#lastMs
    this.#settings.channel.post({ type: 'active', atMs: this.#lastMs })
  }

  /** What is known already is no news: two tabs in which nobody is would keep each other awake. */
  #hear(atMs: number): void {
    if (atMs > this.#lastMs) this.#beginAnew(Math.min(atMs, Date.now()))
  }

  #beginAnew(lastMs: number): void {
    this.#lastMs = lastMs
    this.#announce(null)
    this.#schedule()
  }

  #schedule(): void {
    const { timeoutMs, warningMs } = this.#settings
    const dueMs = this.#endMs ?? this.#lastMs + timeoutMs - warningMs
    clearTimeout(this.#timer)
    this.#isAsking = false
    this.#timer = setTimeout(
      () => {
        this.#ask()
      },
      Math.max(0, Math.min(dueMs - Date.now(), longestTimerMs)),
    )
  }

  #askAtOnce(): void {
    if (!this.#isAsking) this.#ask()
  }

  /** Before anything is said or done the other tabs are asked: their messages may not have come through. */
  #ask(): void {
    // A clock that was set back would count for ever.
    this.#lastMs = Math.min(this.#lastMs, Date.now())
    if (!this.#isDue()) {
      this.#schedule()
      return
    }
    clearTimeout(this.#timer)
    this.#isAsking = true
    this.#settings.channel.post({ type: 'ask' })
    this.#timer = setTimeout(() => {
      this.#act()
    }, answerMs)
  }

  #act(): void {
    if (!this.#isDue()) this.#schedule()
    else if (this.#endMs === null) {
      this.#announce(Date.now() + this.#settings.warningMs)
      this.#schedule()
    } else {
      this.#announce(null)
      this.#settings.onExpire()
    }
  }

  #isDue(): boolean {
    const { timeoutMs, warningMs } = this.#settings
    return Date.now() >= (this.#endMs ?? this.#lastMs + timeoutMs - warningMs)
  }

  #announce(endMs: number | null): void {
    if (endMs === this.#endMs) return
    this.#endMs = endMs
    this.#settings.onAnnounce(endMs)
  }
}

const listening = { capture: true, passive: true }

/** Timers beyond 2^31 ms fire at once, and a machine may sleep under a long one. */
const longestTimerMs = 30_000
