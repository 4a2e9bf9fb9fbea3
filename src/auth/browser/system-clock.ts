import type { Clock, Randomness } from '../core/ports'

/** Browsers keep a delay in 32 bits; a longer one would fire at once. */
const longestDelayMs = 2 ** 31 - 1

/** This machine's clock and timers. Delays may be longer than a browser's timers take. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (delayMs, task) => {
    let remainingMs = delayMs
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      const stepMs = Math.min(remainingMs, longestDelayMs)
      remainingMs -= stepMs
      timer = setTimeout(remainingMs > 0 ? wait : task, stepMs)
    }
    wait()
    return () => {
      clearTimeout(timer)
    }
  },
}

/** From the browser's cryptographic source; `randomUUID` is missing on plain http. */
export const systemRandomness: Randomness = {
  id: () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join(''),
  fraction: () => Math.random(),
}
