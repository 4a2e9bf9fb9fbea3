import { fault } from './fault.mjs'

/** @type {readonly import('./fault.mjs').Fault[]} */
export const jarFaults = [
  fault(
    'the mark of the jar is not compared',
    'core/jar-watch.ts',
    'return mark !== jarMark && mark !== this.#familiar',
    "return mark === '' && jarMark !== this.#familiar",
  ),
  fault(
    'the mark of the jar is compared at refreshes alone',
    'core/request-gate.ts',
    'if (this.#jar.isSuspicious(record)) {',
    'if (times.isDue(record) && this.#jar.isSuspicious(record)) {',
  ),
  fault(
    'the mark of the jar is not compared after a refresh was waited for',
    'core/request-gate.ts',
    '.then((renewed) => this.#unlessOthers(renewed))',
    '',
  ),
  fault(
    'the mark of the jar is compared once after a refresh, whatever happens while the API is asked',
    'core/request-gate.ts',
    'while (this.#jar.isSuspicious(record)) {',
    'for (let at = 0; at < 1 && this.#jar.isSuspicious(record); at += 1) {',
  ),
  fault(
    'the mark of the jar is taken after the answer to a refresh',
    'core/refresh-run.ts',
    'return await this.#commit({ ...base, jarMark }, timed, intentId)',
    'return await this.#commit({ ...base, jarMark: ports.api.jarMark?.() ?? jarMark }, timed, intentId)',
  ),
  fault(
    'the mark of the jar is taken after the user endpoint was asked at the login',
    'core/login-attempts.ts',
    'const jarMark = api.jarMark?.()\n    const answer = await this.#askUser(accessToken)',
    'const answer = await this.#askUser(accessToken)\n    const jarMark = api.jarMark?.()',
  ),
  fault(
    'the mark of the jar counts as asked about as it is after the answer',
    'core/jar-watch.ts',
    'this.#familiar = mark',
    'this.#familiar = this.#deps.api.jarMark?.() ?? mark',
  ),
  fault(
    'a jar that nobody says whose it is counts as familiar',
    'core/jar-watch.ts',
    'await this.#deps.identify(session)',
    'await this.#deps.identify(session).catch(() => undefined)',
  ),
  fault(
    'a jar of which the API refuses the token counts as familiar',
    'core/user-reloader.ts',
    "if (answer.kind === 'token-refused') throw new AuthUnavailableError(answer.call.status)",
    '',
  ),
  fault(
    'a changed mark is another person',
    'core/user-reloader.ts',
    'if (isOtherPerson(session.record, { user }))',
    'if (session.record.accessToken === null || isOtherPerson(session.record, { user }))',
  ),
  fault(
    'a refresh does not ask whose a cookie without a token is',
    'backends/profile-auth-api.ts',
    'if (token === null) return false',
    'if (token === null) return true',
  ),
  fault(
    'a refresh does not ask whose a cookie is that the login could not ask about',
    'backends/profile-auth-api.ts',
    'if (token === null) return false\n    if (subject === null) return true',
    'if (subject === null) return true\n    if (token === null) return false',
  ),
  fault(
    'a cookie is taken whose person the API refuses to tell',
    'backends/profile-auth-api.ts',
    'return this.subjectOf(accessToken, record.subjectClaim) === null ? namesNobody : granted',
    'return granted',
  ),
  fault(
    'another person is not noticed when the API is asked again who is signed in',
    'core/user-reloader.ts',
    "await tabs.end(session, 'other-user')",
    'await tabs.updateUser(session, session.record.user, version)',
  ),
  fault(
    'what was read before the end of a session opens it again',
    'core/session-state.ts',
    'else if (!this.#hasEnded(ledger.record)) this',
    'else if (!this.#hasEnded(ledger.record) || this.#ended) this',
  ),
]
