import { parseJsonObject } from '@/auth/backends/json-body'
import { isSuccess } from '@/auth/backends/read-answers'
import { withoutTokens } from '@/auth/backends/words-in'
import { parseCookie } from './cookies'
import { lastName, leavesOf } from './dotted-paths'
import { answerIn } from './exchange'
import type { Answer, Exchange } from './exchange'

/** More of an answer than this helps nobody. */
const longestEvidence = 300

/** Nothing that a person writes, or reads. */
const opaque = /^[^\s@]{16,}$/

/** Takes secrets out of what a server said, before anybody keeps or prints it. */
export class Redactor {
  readonly #secrets = new Set<string>()

  /** From now on that text is left out, in all the ways a server may repeat it. */
  add(secret: string): void {
    if (secret === '') return
    for (const text of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
      this.#secrets.add(text)
    }
  }

  /** From now on the cookies that an answer sets are left out, and the tokens that it grants. */
  learn(exchange: Exchange): void {
    const answer = answerIn(exchange)
    for (const cookie of answer?.cookies ?? []) this.#addLong(parseCookie(cookie).value)
    if (!answer || !isSuccess(answer) || exchange.question.method === 'GET') return
    for (const [path, value] of leavesOf(parseJsonObject(answer.body))) {
      const isNamed = /token|jwt|key|secret|access|refresh/i.test(lastName(path))
      if (typeof value === 'string' && (isNamed || opaque.test(value))) this.#addLong(value)
    }
  }

  /** A text without secrets, and without whatever else looks like a token. */
  text(text: string): string {
    const longestFirst = [...this.#secrets].sort((a, b) => b.length - a.length)
    const clean = longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
    return withoutTokens(clean)
  }

  /** An exchange in one line: what was asked, and the status and the body that came. */
  line(exchange: Exchange): string {
    const { question, outcome } = exchange
    const { pathname, origin } = new URL(question.url)
    const asked = `${question.method} ${this.text(origin + pathname)}`
    const answer = answerIn(exchange)
    if (!answer) return `${asked}: ${outcome.kind === 'failure' ? outcome.detail : ''}`
    const to = answer.headers['location']
    const location = to === undefined ? '' : ` to ${this.text(to.replace(/[?#].*/, ''))}`
    return `${asked}: ${answer.status}${location} ${this.#body(answer)}`.trimEnd()
  }

  /** Shorter texts are no secrets, and left out they would spoil the rest. */
  #addLong(text: string): void {
    if (text.length >= 8) this.add(text)
  }

  /** Of an answer that gives something away only the names. */
  #body(answer: Answer): string {
    const { body } = answer
    const given = isSuccess(answer) ? parseJsonObject(body) : null
    if (given)
      return `{${leavesOf(given)
        .map(([path]) => this.text(path))
        .join(', ')}}`
    const line = this.text(body.replace(/\s+/g, ' ').trim())
    if (line.startsWith('<')) return 'a web page'
    return line.length > longestEvidence ? `${line.slice(0, longestEvidence)}…` : line
  }
}
