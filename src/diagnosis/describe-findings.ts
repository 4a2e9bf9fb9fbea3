import { addressOf, answerOf, withOtherSlash } from './connection'
import type { Answer, Connection, Findings } from './connection'

/** What was tried, and what came back, in words. */
export interface Trial {
  readonly asked: string
  readonly came: string
}

/** Everything that was tried, in the order in which it was. */
export function describeFindings(connection: Connection, findings: Findings): readonly Trial[] {
  const { call, reached, read, preflight, otherSlash } = findings
  const url = addressOf(connection.obtainUrl)
  const trials: readonly (readonly [string, Answer | null])[] = [
    [call ? `${call.method} ${call.url}` : '', answerOf(call)],
    [`GET ${url}, for a sign of life`, reached],
    [`GET ${url}`, read],
    [`GET ${withOtherSlash(url)}`, otherSlash],
    [`OPTIONS ${url}, with JSON`, preflight],
  ]
  return trials.flatMap(([asked, answer]) =>
    answer === null ? [] : [{ asked, came: describeAnswer(answer) }],
  )
}

const contents = { json: 'JSON', html: 'a web page', other: 'text' }

function describeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'none':
      return 'No answer, or none that this page may read'
    case 'late':
      return 'No answer within five seconds'
    case 'hidden':
      return 'Somebody answers; what, the browser does not show'
    case 'redirect':
      return 'A redirect'
    case 'read':
      return `${answer.status}, ${answer.content === null ? 'nothing else' : contents[answer.content]}`
  }
}
