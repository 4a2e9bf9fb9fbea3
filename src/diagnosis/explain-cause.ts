import type { DiagnosisTexts } from '@/texts/texts'
import type { Cause, Connection, Findings } from './connection'
import { remediesFor } from './remedies'
import type { Remedy } from './remedies'

/** A cause in words, and the settings that mend it, the likeliest first. */
export interface Explanation {
  readonly title: string
  readonly why: string
  readonly remedies: readonly Remedy[]
}

/**
 * Says what is wrong, why that stops the login, and what mends it.
 *
 * @param texts - in the language that it is to be said in
 */
export function explainCause(
  cause: Cause,
  connection: Connection,
  findings: Findings | null,
  texts: DiagnosisTexts,
): Explanation {
  return {
    ...wordsFor(cause, connection, findings, texts),
    remedies: remediesFor(cause, connection, texts),
  }
}

type Words = Omit<Explanation, 'remedies'>

function wordsFor(
  cause: Cause,
  connection: Connection,
  findings: Findings | null,
  texts: DiagnosisTexts,
): Words {
  if (cause === 'slash' || cause === 'hidden-slash') return slashWords(cause, connection, texts)
  if (cause === 'token-refused') return tokenWords(connection, texts)
  const words = texts.causes[cause]
  const status = withStatus.includes(cause) ? statusOf(findings) : null
  return status === null ? words : { ...words, title: words.title.replace('.', ` (${status}).`) }
}

/** Causes that a status in the sentence makes clearer. */
const withStatus: readonly Cause[] = ['host', 'wrong-path', 'server-error', 'gateway']

function slashWords(
  cause: 'slash' | 'hidden-slash',
  { obtainUrl }: Connection,
  { slash }: DiagnosisTexts,
): Words {
  return {
    title: obtainUrl.endsWith('/') ? slash.tooMany : slash.missing,
    why: cause === 'slash' ? slash.why : `${slash.why} ${slash.hidden}`,
  }
}

function tokenWords({ profile }: Connection, { token }: DiagnosisTexts): Words {
  const { header, prefix } = profile.transport
  return {
    title: token.title,
    why: token.why(`${header}: ${prefix === '' ? '' : `${prefix} `}…`),
  }
}

/** What the login was answered, else the question; `null` for no answer. */
function statusOf(findings: Findings | null): number | null {
  const { call = null, read = null } = findings ?? {}
  return call?.status ?? (read?.kind === 'read' ? read.status : null)
}
