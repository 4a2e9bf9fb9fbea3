import { isCancel, isAxiosError } from 'axios'
import { isAuthError } from '@/auth/core/errors'
import { apiBaseUrl, foreignUrl } from '../client-options'
import type { Person } from '../schedule'
import type { Family, Token } from '../servers/token-book'
import type { SimTab } from '../sim-tab'
import { personIn } from './jar-rules'
import type { Referee } from './referee'
import { toleranceMs } from './truth'

/** One request of the app, from the moment a person asks for it. */
export interface PersonRequest {
  readonly id: number
  readonly tab: SimTab
  /** The session it is made in; `null` for nobody's. */
  readonly family: Family | null
  /** Who makes it; `null` for nobody, or before it is known. */
  readonly person: Person | null
  readonly isForeign: boolean
  readonly startedRunningMs: number
  sends: number
  isAborted: boolean
  outcome: { readonly status: number | null; readonly error: unknown } | null
}

/** How long a request may take while its tab runs, in ms. */
const mostMs = 90_000
/** How long a token that was granted before a clock jumped may still be believed to be good, in ms. */
const justMs = 1_000
/** The same for a tab whose timers run once a minute. */
const mostThrottledMs = 20 * 60_000

/** G2, G4, G5, G7, G8: how requests of the app leave, and how they end. */
export class RequestRules {
  readonly #referee: Referee
  readonly #requests = new Map<number, PersonRequest>()

  constructor(referee: Referee) {
    this.#referee = referee
  }

  get count(): number {
    return this.#requests.size
  }

  begin(tab: SimTab, isForeign: boolean): PersonRequest {
    const { session } = tab.client.snapshot
    const request: PersonRequest = {
      id: this.#requests.size,
      tab,
      family: this.#referee.truth.familyOf(session),
      person: personIn(session),
      isForeign,
      startedRunningMs: tab.gate.ranMs,
      sends: 0,
      isAborted: false,
      outcome: null,
    }
    this.#requests.set(request.id, request)
    this.#watch(request, mostMs)
    return request
  }

  urlOf({ id, isForeign }: PersonRequest): string {
    return `${isForeign ? foreignUrl : ''}/posts/?id=${String(id)}`
  }

  sent(tab: SimTab, url: string, value: string | null): void {
    const request = this.requestOf(url)
    if (!request) return
    request.sends += 1
    if (request.sends > 2) this.#referee.fail('replays', `${tab.name}: ${request.sends} sends`)
    if (value === null) return
    if (!(apiBaseUrl + url).startsWith(`${apiBaseUrl}/`)) {
      this.#referee.fail('audience', `${tab.name} sends a token to ${url}`)
    }
    this.#checkToken(request, value)
  }

  /** Whether this was sent once more already. */
  isReplay(url: string): boolean {
    return this.requestOf(url)?.sends === 2
  }

  requestOf(url: string): PersonRequest | undefined {
    return this.#requests.get(Number(url.split('id=')[1]))
  }

  settle(request: PersonRequest, status: number | null, error: unknown): void {
    request.outcome = { status, error }
    const isTyped = error === null || isCancel(error) || isAxiosError(error) || isAuthError(error)
    if (!isTyped) this.#referee.fail('typed', describeError(error))
    if (request.isAborted && !isCancel(error)) {
      this.#referee.browser.coverage.count('aborted too late')
    }
  }

  /** To be called in the step after an abort. */
  checkAborted(request: PersonRequest): void {
    if (!request.outcome) this.#referee.fail('aborts', `${request.tab.name} still waits`)
  }

  #checkToken({ tab, family }: PersonRequest, value: string): void {
    const { server, schedule, machine } = this.#referee.browser
    const token = this.#referee.truth.token(value)
    if (!token) return
    const [asker, owner] = [family?.person ?? null, token.family.person]
    if (asker !== null && owner !== asker) {
      this.#referee.fail('identity', `${tab.name}: asked by ${asker}, sent as ${owner}`)
    }
    const jumpedAtMs = Math.max(machine.clockSetAtMs, machine.wokeAtMs)
    const wasJustSet = jumpedAtMs > machine.trueMs - justMs
    if (schedule.environment.server !== 'none' && !wasJustSet && tab.expiry.isKnownExpired(value)) {
      this.#referee.fail('expired', `${tab.name} knows that its token is over`)
    }
    const lifetimeMs = schedule.environment.accessSeconds * 1_000
    const { reachability } = tab.client.snapshot
    // Without an answer, for which a client that is disposed of does not wait, a token that is due is still used.
    const isAnswered = reachability.status === 'reachable' && !tab.isDisposed
    const isPair = schedule.environment.server !== 'none'
    const isFooled = isPair && isAnswered && !wasJustSet
    if (
      server.nowMs > token.expiresAtMs &&
      isFooled &&
      tab.expiry.isImplausible(value, lifetimeMs)
    ) {
      this.#referee.fail('expired', `${tab.name} has a token that cannot be so good`)
    }
    const isOver = server.nowMs > token.expiresAtMs + toleranceMs
    if (isOver && this.#isKnownWell(token)) {
      this.#referee.fail('expired', `${tab.name}: over for ${server.nowMs - token.expiresAtMs} ms`)
    }
  }

  /** No clock has been set, and nobody has slept, since the token was made. */
  #isKnownWell({ issuedAtMs }: Token): boolean {
    const { machine, server } = this.#referee.browser
    const madeAtMs = issuedAtMs - (server.nowMs - machine.trueMs)
    return Math.max(machine.clockSetAtMs, machine.wokeAtMs) < madeAtMs - toleranceMs
  }

  /** Only the time counts in which the tab runs. */
  #watch(request: PersonRequest, leftMs: number): void {
    this.#referee.browser.machine.after(leftMs, () => {
      const { tab, outcome, startedRunningMs } = request
      if (outcome || tab.gate.isDead) return
      const boundMs = tab.wasThrottled ? mostThrottledMs : mostMs
      const ranMs = tab.gate.ranMs - startedRunningMs
      if (ranMs >= boundMs) this.#referee.fail('settles', `${tab.name}: ${ranMs} ms`)
      else this.#watch(request, Math.max(1_000, boundMs - ranMs))
    })
  }
}

export const describeError = (error: unknown) =>
  error instanceof Error ? `${error.name}: ${error.message}` : typeof error
