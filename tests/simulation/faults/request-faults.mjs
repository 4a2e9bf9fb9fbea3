import { fault } from './fault.mjs'

/** @type {readonly import('./fault.mjs').Fault[]} */
export const requestFaults = [
  fault(
    'a 503 at the refresh is a refusal',
    'backends/profile-auth-api.ts',
    'return isRefusal(response, this.#profile)',
    'return isRefusal(response, this.#profile) || response.status >= 500',
  ),
  fault(
    'any 4xx at the refresh is a refusal',
    'backends/profile-auth-api.ts',
    'return isRefusal(response, this.#profile)',
    'return isRefusal(response, this.#profile) || response.status >= 400',
  ),
  {
    name: 'a request is sent again as often as it is refused',
    edits: [
      {
        file: 'interceptors.ts',
        find: "if (challenge !== 'renewable' || isReplay || !canBeSentAgain(data)) throw error",
        replace: "if (challenge !== 'renewable' || !canBeSentAgain(data)) throw error",
      },
      {
        file: 'interceptors.ts',
        find: "if (challenge === 'renewable' && isReplay) client.noteReplayRefused(authorization)",
        replace: '',
      },
    ],
  },
  fault(
    'an abort is not heard while a token is waited for',
    'interceptors.ts',
    'return unlessAborted(waited, config.signal, () => new CanceledError(undefined, config))',
    'return config.signal ? waited : unlessAborted(waited, undefined, () => new CanceledError(undefined, config))',
  ),
  fault(
    'a server that refuses even new tokens is asked for more',
    'core/futile-refreshes.ts',
    'return this.#last?.tokenId === tokenId && this.#clock.monotonic() < this.#last.untilMs',
    'return this.#last?.tokenId === tokenId && this.#clock.monotonic() < 0',
  ),
  fault(
    'the token goes to any address',
    'core/audience.ts',
    'return allowed.has(target.origin) && !anonymous.has(address(target))',
    'return allowed.size > 0 && !anonymous.has(address(target))',
  ),
  fault(
    'a replay takes the session of the moment, whoever is in it',
    'core/auth-client.ts',
    'return session?.record.sid === sid ? session : null',
    "return sid === '' ? null : session",
  ),
  fault(
    'a request that waited goes on in whatever session there is',
    'core/refresher.ts',
    'if (current?.sid !== sid) throw new SessionEndedError(this.#state.endReasonFor(user.id))',
    "if (current && current.sid !== sid) return current\n    if (user.id === '') throw new SessionEndedError('logged-out')",
  ),
]

/** @type {readonly import('./fault.mjs').Fault[]} */
export const clockFaults = [
  fault(
    '`exp - iat` of a refreshed token is believed',
    'core/grants.ts',
    '? smaller(record.lifetimeMs, granted)',
    '? granted',
  ),
  fault(
    'the monotonic clock is ignored',
    'core/token-times.ts',
    'return anchor.baseMs + choose(byWall, byMonotonic)',
    'return anchor.baseMs + choose(byWall, byWall + byMonotonic * 0)',
  ),
  fault(
    'a wall clock set back keeps the token of a restored session',
    'core/token-times.ts',
    'return expiresAtMs - this.#nowFor(record, Math.max) > lifetimeMs + toleranceMs',
    'return expiresAtMs - this.#nowFor(record, Math.max) > lifetimeMs + toleranceMs * 1e9',
  ),
  fault(
    'one clock is enough to end a session',
    'core/token-times.ts',
    'return this.#nowFor(record, Math.min) >= expiresAtMs',
    'return this.#nowFor(record, Math.max) >= expiresAtMs',
  ),
  fault(
    'timers are as long as they come',
    'core/renewal.ts',
    'Math.min(waitMs, longestTimerMs)',
    'Math.max(waitMs, longestTimerMs / 1e6)',
  ),
  fault(
    'tokens are renewed after they have run out',
    'core/models.ts',
    'return Math.max(0, capped - afterSecondMs)',
    'return Math.min(0, capped) - 9_000',
  ),
  fault(
    'pauses after failures have no bound',
    'core/backoff.ts',
    'Math.min(backoffCapMs, backoffBaseMs * 2 ** before)',
    'Math.max(backoffCapMs, backoffBaseMs * 2 ** (before + 40))',
  ),
  fault(
    'dispose leaves the timer',
    'core/renewal.ts',
    'this.#unsubscribe()\n    this.#cancelTimer?.()',
    'this.#unsubscribe()',
  ),
  fault('dispose goes on listening', 'core/tab-sync.ts', '    this.#close()\n', ''),
]
