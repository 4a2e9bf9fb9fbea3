import { addressOf, answerOf, withOtherSlash } from './connection'
import type { Answer, Connection, Findings } from './connection'

/** What was tried, and what came back, in words. */
export interface Trial {
  readonly asked: string
  /** Why it was asked in this way; empty where that is plain. */
  readonly purpose: string
  readonly came: string
}

/** Everything that was tried, in the order in which it was. */
export function describeFindings(connection: Connection, findings: Findings): readonly Trial[] {
  const { call, reached, read, preflight, otherSlash } = findings
  const url = addressOf(connection.obtainUrl)
  const trials: readonly (readonly [string, string, Answer | null])[] = [
    [call ? `${call.method} ${call.url}` : '', 'What failed: ', answerOf(call)],
    [`GET ${url}`, 'For a sign of life: ', reached],
    [`GET ${url}`, '', read],
    [`GET ${withOtherSlash(url)}`, '', otherSlash],
    [`GET ${url}`, 'After asking leave, as for a login: ', preflight],
  ]
  return trials.flatMap(([asked, purpose, answer]) =>
    answer === null ? [] : [{ asked, purpose, came: describeAnswer(answer) }],
  )
}

const contents = { json: 'JSON', html: 'a web page', other: 'text' }

function describeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'none':
      return 'no answer, or none that this page may read'
    case 'late':
      return 'no answer within five seconds'
    case 'hidden':
      return 'somebody answers; what, the browser does not show'
    case 'redirect':
      return 'a redirect'
    case 'read':
      return `${answer.status}, ${answer.content === null ? 'nothing else' : contents[answer.content]}`
  }
}
