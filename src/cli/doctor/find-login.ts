import { joinUrl } from '@/auth/backends/join-url'
import { answerIn, isRedirect } from './exchange'
import type { Exchange } from './exchange'
import type { Interview } from './interview'
import { loginForm, readFormHints } from './login-hints'
import type { FormHints } from './login-hints'
import { emptyPost, options } from './questions'

/** An address that takes a form: a login, or a refresh. */
export interface Form extends FormHints {
  /** As `config.json` would have it. */
  readonly path: string
  /** The answer to the empty POST. */
  readonly exchange: Exchange
}

/** What came of the search for an address. */
export interface Search {
  /** The best that was found; `null` when there is nothing like it. */
  readonly form: Form | null
  /** The redirect that led to it, where it only answers with the other slash. */
  readonly slash: Exchange | null
}

/** Which fields a form has that is looked for, and which one has that is not. */
export interface Wanted {
  readonly isRight: (field: string) => boolean
  readonly isWrong: (field: string) => boolean
}

const nothing: Search = { form: null, slash: null }

/**
 * Asks one address after the other what it is for, and those that may take a form for what it wants: one OPTIONS and
 * one empty POST each. The first that names the right fields ends the search.
 */
export async function findForm(
  interview: Interview,
  baseUrl: string,
  paths: readonly string[],
  { isRight, isWrong }: Wanted,
): Promise<Search> {
  let second = nothing
  for (const path of paths) {
    const search = await askForm(interview, baseUrl, path)
    const { form } = search
    if (!form || form.likeness === 'no' || form.fields.some(isWrong)) continue
    const isNamed = form.fields.length === 0 || form.fields.some(isRight)
    if (form.likeness === 'sure' && isNamed) return search
    if (!second.form) second = search
  }
  return second
}

/** Looks for the login. An address that somebody named is looked for with the other slash as well. */
export async function findLogin(
  interview: Interview,
  baseUrl: string,
  paths: readonly string[],
  named: string | null,
): Promise<Search> {
  const search = await findForm(interview, baseUrl, paths, loginForm)
  if (search.form || named === null) return search
  const asked = interview.exchanges.at(-1) ?? null
  const { form } = await findForm(interview, baseUrl, [otherSlash(named)], loginForm)
  return form ? { form, slash: asked } : search
}

async function askForm(interview: Interview, baseUrl: string, path: string): Promise<Search> {
  const url = joinUrl(baseUrl, path)
  const about = await interview.ask(options(url))
  const answer = answerIn(about)
  if (!answer || answer.status === 404) return nothing
  const allow = answer.headers['allow']
  if (answer.status < 300 && allow !== undefined && !allow.includes('POST')) {
    return nothing
  }
  const exchange = isRedirect(answer) ? about : await interview.ask(emptyPost(url))
  const outcome = answerIn(exchange)
  if (!outcome || !isRedirect(outcome)) return { form: formOf(path, exchange), slash: null }
  if (!leadsToOtherSlash(exchange)) return nothing
  const other = otherSlash(path)
  const second = await interview.ask(emptyPost(joinUrl(baseUrl, other)))
  return { form: formOf(other, second), slash: exchange }
}

function formOf(path: string, exchange: Exchange): Form | null {
  const answer = answerIn(exchange)
  const hints = answer && readFormHints(answer)
  return hints && hints.likeness !== 'no' ? { ...hints, path, exchange } : null
}

const otherSlash = (path: string) => (path.endsWith('/') ? path.slice(0, -1) : `${path}/`)

/** Whether a redirect changes nothing but the slash at the end. */
function leadsToOtherSlash(exchange: Exchange): boolean {
  const location = answerIn(exchange)?.headers['location'] ?? ''
  const from = new URL(exchange.question.url)
  const to = URL.canParse(location, from) ? new URL(location, from) : null
  const isSlash = to?.pathname === `${from.pathname}/` || `${to?.pathname ?? ''}/` === from.pathname
  return to?.origin === from.origin && isSlash
}
