/** People get at least this long to answer, in seconds (WCAG 2.2, 2.2.1). */
export const shortestWarningSeconds = 20

/**
 * How long before its end a session is announced, in ms: as asked for, at most a quarter of what it has, and never
 * too short to be answered.
 *
 * @returns `null` for a session so short that it would be announced all the time
 */
export function warningMs(sessionMs: number, wantedSeconds: number): number | null {
  const shortestMs = shortestWarningSeconds * 1000
  if (sessionMs < 2 * shortestMs) return null
  return Math.max(shortestMs, Math.min(wantedSeconds * 1000, sessionMs / 4))
}

const marks = [10, 20, 30, 60, 120, 300]

/** What a screen reader is told of a countdown, which it must not hear every second: the last of few marks passed. */
export function spokenSeconds(leftSeconds: number): number {
  return marks.find((mark) => leftSeconds <= mark) ?? leftSeconds
}
