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

  /** From now on the cookies that an answer sets are left out, and the tokens that are in it. */
  learn(exchange: Exchange): void {
    const answer = answerIn(exchange)
    for (const cookie of answer?.cookies ?? []) this.#addLong(parseCookie(cookie).value)
    if (!answer || exchange.question.method === 'GET') return
    for (const [path, value] of leavesOf(parseJsonObject(answer.body))) {
      if (typeof value !== 'string') continue
      const isNamed = /token|jwt|key|secret|access|refresh/i.test(lastName(path))
      const isGranted = isSuccess(answer) && (isNamed || opaque.test(value))
      // A refusal names its reasons in such fields, too; a token has digits and no spaces.
      if (isGranted || (isNamed && /^\S*\d\S*$/.test(value))) this.#addLong(value)
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

  #body(answer: Answer): string {
    const line = answer.body.replace(/\s+/g, ' ').trim()
    if (line.startsWith('<')) return 'a web page'
    return cut(this.text(isSuccess(answer) ? namesIn(line) : line))
  }
}

/** Of an answer that gives something away only the names: its values are nobody's business. */
function namesIn(body: string): string {
  const given = parseJsonObject(body)
  if (given)
    return `{${leavesOf(given)
      .map(([path]) => path)
      .join(', ')}}`
  if (body === '') return ''
  return body.startsWith('[') ? 'a list' : 'a text'
}

const cut = (text: string) =>
  text.length > longestEvidence ? `${text.slice(0, longestEvidence)}…` : text
