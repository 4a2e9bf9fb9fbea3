import { throttled } from './drf-errors'
import type { MockState } from './mock-state'
import type { ThrottleSettings } from './settings'

/** One wrong password. */
export interface FailedLogin {
  readonly username: string
  /** Milliseconds since the epoch. */
  readonly atMs: number
}

/**
 * Refuses a username that has had too many wrong passwords within the window, the right password too:
 * whoever guesses must not learn that a guess was right. Refused attempts are not counted, nor are
 * right ones.
 *
 * @throws ApiError `429` with the seconds until the oldest attempt leaves the window
 */
export function checkThrottle(
  state: MockState,
  username: string,
  { attempts, windowSeconds }: ThrottleSettings,
  nowMs: number,
): void {
  const leavesAt = state.failedLogins
    .filter((attempt) => attempt.username === username)
    .map((attempt) => attempt.atMs + windowSeconds * 1000)
    .filter((atMs) => atMs > nowMs)
    .sort((a, b) => a - b)
  const freeAt = leavesAt.at(-attempts)
  if (freeAt !== undefined) throw throttled(Math.ceil((freeAt - nowMs) / 1000))
}

/** Counts a wrong password, and forgets those that have left the window. */
export function countFailedLogin(
  state: MockState,
  username: string,
  { windowSeconds }: ThrottleSettings,
  nowMs: number,
): void {
  const recent = state.failedLogins.filter((attempt) => attempt.atMs + windowSeconds * 1000 > nowMs)
  state.failedLogins = [...recent, { username, atMs: nowMs }]
}
