import { fault } from './fault.mjs'

/** @type {readonly import('./fault.mjs').Fault[]} */
export const requestFaults = [
  fault(
    'a 503 at the refresh is a refusal',
    'backends/profile-auth-api.ts',
    'return isRefusal(response, this.#profile, this.#caller.requestOf(call))',
    'return response.status >= 500 || isRefusal(response, this.#profile, this.#caller.requestOf(call))',
  ),
  fault(
    'any 4xx at the refresh is a refusal',
    'backends/profile-auth-api.ts',
    'return isRefusal(response, this.#profile, this.#caller.requestOf(call))',
    'return response.status >= 400 || isRefusal(response, this.#profile, this.#caller.requestOf(call))',
  ),
  fault(
    'a refusal that nobody recognises is one',
    'backends/read-answers.ts',
    "return deadWithoutJson.includes(status) && contentOf(body) !== 'html'",
    "return status === 401 && contentOf(body) !== 'html'",
  ),
  fault(
    'logging in again is offered after the first refusal that nobody recognises',
    'core/lasting-refusal.ts',
    'return nowMs - this.#first.atMs >= lastingRefusalMs',
    'return nowMs >= this.#first.atMs',
  ),
  fault(
    'a request is sent again as often as it is refused',
    'core/request-gate.ts',
    'if (sent.isReplay) {',
    "if (sent.isReplay && userId === '') {",
  ),
  fault(
    'an abort is not heard while a token is waited for',
    'axios-patience.ts',
    'const { signal, cancelToken } = this.#config',
    'const { cancelToken, signal: _signal } = this.#config, signal = undefined',
  ),
  fault(
    'a request that somebody else sends again goes as whoever is signed in',
    'core/request-gate.ts',
    'if (isOthers) throw new SessionEndedError(state.endReasonFor(ownerId))',
    '',
  ),
  fault(
    'an answer is judged by whether it is an error to the caller',
    'axios-exchange.ts',
    'return isAnswered(outcome) ? outcome.response : outcome',
    'return isAnswered(outcome) ? outcome.response : { ...outcome, status: 200 }',
  ),
  fault(
    'a server that refuses even new tokens is asked for more',
    'core/futile-refreshes.ts',
    'return this.#last?.tokenId === tokenId && this.#clock.monotonic() < this.#last.untilMs',
    'return this.#last?.tokenId === tokenId && this.#clock.monotonic() < 0',
  ),
  fault(
    'the token goes to any address',
    'core/request-scope.ts',
    'if (!allowed.has(target.origin) || !isPlain) return',
    'if (allowed.size === 0 || !isPlain) return',
  ),
  fault(
    'a replay takes the session of the moment, whoever is in it',
    'core/request-gate.ts',
    'if (session?.record.user.id !== userId) {',
    'if (!session) {',
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
    'return expiresAtMs - nowMs > lifetimeMs + toleranceMs',
    'return expiresAtMs - nowMs > lifetimeMs + toleranceMs * 1e9',
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
