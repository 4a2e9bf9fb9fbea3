import type { DiagnosisTexts } from '@/texts/texts'
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
export function describeFindings(
  connection: Connection,
  findings: Findings,
  texts: DiagnosisTexts['trials'],
): readonly Trial[] {
  const { call, reached, read, preflight, otherSlash } = findings
  const url = addressOf(connection.obtainUrl)
  const trials: readonly (readonly [string, string, Answer | null])[] = [
    [call ? `${call.method} ${call.url}` : '', texts.failed, answerOf(call)],
    [`GET ${url}`, texts.alive, reached],
    [`GET ${url}`, '', read],
    [`GET ${withOtherSlash(url)}`, '', otherSlash],
    [`GET ${url}`, texts.afterLeave, preflight],
  ]
  return trials.flatMap(([asked, purpose, answer]) =>
    answer === null ? [] : [{ asked, purpose, came: describeAnswer(answer, texts) }],
  )
}

function describeAnswer(answer: Answer, texts: DiagnosisTexts['trials']): string {
  if (answer.kind !== 'read') return texts[answer.kind]
  return `${answer.status}, ${texts[answer.content ?? 'empty']}`
}
