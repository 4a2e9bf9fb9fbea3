import { joinUrl } from '@/auth/backends/join-url'
import { parseJsonObject } from '@/auth/backends/json-body'
import type { JsonObject } from '@/auth/backends/json-body'
import { isSuccess } from '@/auth/backends/read-answers'
import { readUser } from '@/auth/backends/read-user'
import { answerIn } from './exchange'
import type { Answer, Exchange, Question } from './exchange'
import type { Interview } from './interview'
import { read } from './questions'

/** What is known of where the API says who is signed in. */
export interface UserSearch {
  /** An address that wants a token, and what it answered without one; `null` when none was found. */
  readonly guarded: Exchange | null
  readonly path: string | null
  /** The word before the token; `null` when none was taken. */
  readonly prefix: string | null
  /** Where the user is in the body. */
  readonly userBody: string
  /** The refusal of an address that this user may not read, though the token was taken; `null` for none. */
  readonly forbidden: Exchange | null
  /** The last refusal of the token; `null` when it was taken at once, or never shown. */
  readonly refused: Exchange | null
}

const none: UserSearch = {
  guarded: null,
  path: null,
  prefix: null,
  userBody: '',
  forbidden: null,
  refused: null,
}

/** What is shown to an address that wants a token. */
export interface Shown {
  /** Empty: it is in a cookie. */
  readonly token: string
  /** The words that may stand before it, the likeliest first. */
  readonly prefixes: readonly string[]
  readonly named: string | null
}

/**
 * Looks for an address that wants a token, and shows it the token behind each of the usual words, until one says who
 * that is. One that says something else has taken the token all the same.
 *
 * @param named - the address that somebody named: what it says is the user, whatever it says
 */
export async function findUser(
  interview: Interview,
  baseUrl: string,
  paths: readonly string[],
  { token, prefixes, named }: Shown,
): Promise<UserSearch> {
  let found = none
  for (const path of paths) {
    const url = joinUrl(baseUrl, path)
    const guarded = await interview.ask(read(url))
    const without = answerIn(guarded)
    if (without?.status !== 401 && without?.status !== 403) continue
    const words = found.prefix === null ? withOwn(prefixes, without) : [found.prefix]
    const { prefix, taken, refused } = await showToken(interview, url, token, words, without)
    if (!found.guarded || (found.prefix === null && prefix !== null)) {
      found = { ...found, guarded, prefix, refused }
    }
    const answer = taken && answerIn(taken)
    const body = answer && isSuccess(answer) ? parseJsonObject(answer.body) : null
    const userBody = body && (userIn(body) ?? (path === named ? '' : null))
    if (userBody !== null) return { ...found, path, userBody }
    if (answer?.status === 403) found = { ...found, forbidden: taken }
  }
  return found
}

/** What an address that wants a token answers to one that is none. */
export async function showGarbage(
  interview: Interview,
  { guarded, prefix }: UserSearch,
): Promise<Exchange | null> {
  if (!guarded || prefix === null) return null
  return await interview.ask(read(guarded.question.url, authorization(prefix, 'garbage')))
}

interface Trial {
  /** The word behind which the token was taken; `null` for none. */
  readonly prefix: string | null
  readonly taken: Exchange | null
  /** The last answer to a word that was not taken. */
  readonly refused: Exchange | null
}

/**
 * A token that is taken and does not permit is answered 403, where one that is not understood is answered 401.
 *
 * @param without - what the address answers without a token
 */
async function showToken(
  interview: Interview,
  url: string,
  token: string,
  prefixes: readonly string[],
  without: Answer,
): Promise<Trial> {
  let trial: Trial = { prefix: null, taken: null, refused: null }
  for (const prefix of prefixes) {
    interview.sendsCookies = token === ''
    const exchange = await interview.ask(read(url, authorization(prefix, token)))
    interview.sendsCookies = false
    const answer = answerIn(exchange)
    const word = token === '' ? null : prefix
    if (answer && isSuccess(answer)) return { ...trial, prefix: word, taken: exchange }
    const isForbidden = answer?.status === 403 && without.status === 401
    if (!isForbidden) trial = answer ? { ...trial, refused: exchange } : trial
    else if (!trial.taken) trial = { ...trial, prefix: word, taken: exchange }
  }
  return trial
}

/** The words to try, with the one that the server names itself (RFC 9110 §11.6.1). */
function withOwn(prefixes: readonly string[], { headers }: Answer): readonly string[] {
  const [scheme = ''] = (headers['www-authenticate'] ?? '').split(/[ ,]/)
  const own = /^(basic)?$/i.test(scheme) || prefixes.length < 2 ? [] : [scheme]
  return [...new Set([...prefixes.slice(0, 1), ...own, ...prefixes.slice(1)])]
}

function authorization(prefix: string, token: string): Question['headers'] {
  return token === '' ? {} : { Authorization: `${prefix} ${token}`.trimStart() }
}

/** The path of the user inside a body; `null` where it names none. */
function userIn(body: JsonObject): string | null {
  if (readUser(body, null)) return ''
  return Object.keys(body).find((key) => readUser(body[key], null)) ?? null
}
