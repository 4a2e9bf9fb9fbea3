import { withoutTokens } from '@/auth/backends/words-in'
import { answerIn } from './exchange'
import type { Exchange } from './exchange'

/** More of an answer than this helps nobody. */
const longestEvidence = 300

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
    return `${asked}: ${answer.status}${location} ${this.#body(answer.body)}`.trimEnd()
  }

  #body(body: string): string {
    const line = this.text(body.replace(/\s+/g, ' ').trim())
    if (line.startsWith('<')) return 'a web page'
    return line.length > longestEvidence ? `${line.slice(0, longestEvidence)}…` : line
  }
}
