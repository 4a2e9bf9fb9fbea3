import { AuthUnavailableError } from '@/auth/core/errors'
import type { Transport } from '@/auth/core/transport'
import { CookieJar } from './cookies'
import { isRedirect } from './exchange'
import type { Answer, Exchange, Failure, Question } from './exchange'
import type { Redactor } from './redactor'
import type { Send } from './send-over-http'

/** What an {@link Interview} may cost. */
export interface Limits {
  readonly requests: number
  /** For each answer, in ms. */
  readonly stepMs: number
  /** For all of it, in ms. */
  readonly totalMs: number
}

/**
 * Asks a server questions, one after the other, within limits. It stops at the first 429: who asks to be left alone
 * is left alone.
 */
export class Interview {
  /** Everything that was asked so far. */
  readonly exchanges: Exchange[] = []
  /** What the API has set while {@link sendsCookies}, and what is put into it. */
  readonly cookies = new CookieJar()
  /** Whether cookies go with the questions, as with those of an app that sends credentials. */
  sendsCookies = false
  /** Knows the secrets of all that was answered. */
  readonly redactor: Redactor
  readonly #send: Send
  readonly #limits: Limits
  readonly #end: AbortSignal
  #sent = 0
  #isThrottled = false

  constructor(send: Send, limits: Limits, redactor: Redactor) {
    this.#send = send
    this.#limits = limits
    this.redactor = redactor
    this.#end = AbortSignal.timeout(limits.totalMs)
  }

  /** Whether the server has asked to be left alone. */
  get isThrottled(): boolean {
    return this.#isThrottled
  }

  /** Why nothing more is asked, though the server would answer; `null` while there is more to spend. */
  get exhausted(): string | null {
    const { requests, totalMs } = this.#limits
    if (this.#end.aborted) return `the ${totalMs / 1000} s are up`
    return this.#sent < requests ? null : `all ${requests} questions are asked`
  }

  /** Asks, where that is still allowed. Never rejects. */
  readonly ask = async (question: Question): Promise<Exchange> => {
    const refusal = this.#refusal()
    const outcome = refusal === null ? await this.#askNow(question) : notSent(refusal)
    const exchange = { question, outcome }
    this.exchanges.push(exchange)
    this.redactor.learn(exchange)
    if (outcome.kind === 'answer' && outcome.status === 429) this.#isThrottled = true
    return exchange
  }

  /** For the code of the app: a redirect is an answer with the status 0, as in a browser. */
  readonly transport: Transport = async ({ method, url, headers, body }) => {
    const { outcome } = await this.ask({ method, url, headers, body })
    if (outcome.kind === 'failure') throw new AuthUnavailableError(null)
    const isHidden = isRedirect(outcome)
    return {
      status: isHidden ? 0 : outcome.status,
      body: isHidden ? '' : outcome.body,
      header: (name) => outcome.headers[name.toLowerCase()] ?? null,
    }
  }

  async #askNow(question: Question): Promise<Answer | Failure> {
    this.#sent += 1
    const step = AbortSignal.timeout(this.#limits.stepMs)
    const cookie = this.sendsCookies ? this.cookies.header : null
    const headers = { ...question.headers, ...(cookie !== null && { Cookie: cookie }) }
    const outcome = await this.#send({ ...question, headers }, AbortSignal.any([step, this.#end]))
    if (this.sendsCookies && outcome.kind === 'answer') this.cookies.keep(outcome.cookies)
    return outcome
  }

  #refusal(): string | null {
    if (this.#isThrottled) return 'not asked: the server wants to be left alone (429)'
    return this.exhausted === null ? null : `not asked: ${this.exhausted}`
  }
}

const notSent = (detail: string): Failure => ({ kind: 'failure', reason: 'not-sent', detail })
