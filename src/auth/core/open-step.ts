import { LoginStepExpiredError, SessionEndedError } from './errors'
import { loginStepMs, mostWrongCodes } from './limits'
import type { LoginOptions } from './login'
import type { Clock, Credentials } from './ports'

/** What somebody asked for by logging in. */
export interface AskedLogin {
  readonly credentials: Credentials
  readonly options: LoginOptions
}

/** A login that waits for its code. */
interface WaitingLogin {
  readonly login: AskedLogin
  readonly state: string | null
}

/**
 * Holds a login that waits for its code, and with it the password: in memory alone, for {@link mostWrongCodes} and
 * {@link loginStepMs}.
 */
export class OpenStep {
  readonly #clock: Clock
  #waiting: WaitingLogin | null = null
  #wrongCodes = 0
  /** Whether the time has run out, and nobody has been told. */
  #isLate = false
  #beganAtMs = { wall: 0, monotonic: 0 }
  #cancelTimer: (() => void) | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Begins to wait. A server that asks for one more step within a login gets no more time, and no more codes. */
  open(login: AskedLogin, state: string | null): void {
    if (this.#waiting?.login !== login) {
      this.close()
      this.#beganAtMs = { wall: this.#clock.now(), monotonic: this.#clock.monotonic() }
      this.#cancelTimer = this.#clock.after(loginStepMs, () => {
        this.#expire()
      })
    }
    this.#waiting = { login, state }
  }

  /**
   * The login that the next code is for.
   *
   * @throws LoginStepExpiredError - its time has run out
   * @throws SessionEndedError - there is none
   */
  take(): WaitingLogin {
    this.#throwIfLate()
    if (!this.#waiting) throw new SessionEndedError('logged-out')
    return this.#waiting
  }

  /** @throws LoginStepExpiredError - it was the last wrong code, or the time has run out meanwhile */
  countWrongCode(): void {
    this.#throwIfLate()
    this.#wrongCodes += 1
    if (this.#wrongCodes < mostWrongCodes) return
    this.close()
    throw new LoginStepExpiredError(null, 'too-many-codes')
  }

  /** Forgets it. */
  close(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#waiting = null
    this.#wrongCodes = 0
    this.#isLate = false
  }

  #throwIfLate(): void {
    // A machine that slept ran no timer.
    if (this.#waiting && this.#ageMs() >= loginStepMs) this.#expire()
    if (!this.#isLate) return
    this.close()
    throw new LoginStepExpiredError(null)
  }

  #expire(): void {
    this.close()
    this.#isLate = true
  }

  #ageMs(): number {
    const { wall, monotonic } = this.#beganAtMs
    return Math.max(this.#clock.now() - wall, this.#clock.monotonic() - monotonic)
  }
}
