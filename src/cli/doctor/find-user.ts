import { joinUrl } from '@/auth/backends/join-url'
import { parseJsonObject } from '@/auth/backends/json-body'
import type { JsonObject } from '@/auth/backends/json-body'
import { readUser } from '@/auth/backends/read-user'
import { answerIn } from './exchange'
import type { Exchange } from './exchange'
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
  /** The address that this user may not read, though the token was taken; `null` for none. */
  readonly forbidden: string | null
  /** The last refusal of the token; `null` when it was taken, or never shown. */
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
  readonly token: string
  readonly prefixes: readonly string[]
  /** The token is in a cookie. */
  readonly usesCookies: boolean
}

/** Looks for an address that wants a token, and shows it the token behind each of the usual words. */
export async function findUser(
  interview: Interview,
  baseUrl: string,
  paths: readonly string[],
  shownThere: Shown,
): Promise<UserSearch> {
  let found = none
  for (const path of paths) {
    const url = joinUrl(baseUrl, path)
    const guarded = await interview.ask(read(url))
    const status = answerIn(guarded)?.status
    if (status !== 401 && status !== 403) continue
    const shown = await showToken(interview, url, shownThere, status)
    const { body, refused } = shown
    const prefix = shownThere.usesCookies ? null : shown.prefix
    if (body) return { ...none, guarded, path, prefix, userBody: userIn(body) }
    if (shown.prefix !== null) found = { ...none, guarded, prefix, forbidden: path }
    else if (!found.guarded) found = { ...none, guarded, refused }
  }
  return found
}

/**
 * A token that is taken and does not permit is answered 403, where one that is not understood is answered 401.
 *
 * @param without - what the address answers without a token
 */
async function showToken(
  interview: Interview,
  url: string,
  { token, prefixes, usesCookies }: Shown,
  without: number,
) {
  let refused: Exchange | null = null
  let permitted: string | null = null
  for (const prefix of prefixes) {
    const headers = token === '' ? {} : { Authorization: `${prefix} ${token}`.trimStart() }
    interview.sendsCookies = usesCookies
    const exchange = await interview.ask(read(url, headers))
    interview.sendsCookies = false
    const answer = answerIn(exchange)
    const body = answer && answer.status < 300 ? parseJsonObject(answer.body) : null
    if (body) return { body, prefix, refused: null }
    if (answer?.status === 403 && without === 401) permitted ??= prefix
    refused = exchange
  }
  return { body: null, prefix: permitted, refused }
}

/** The path of the user inside a body; the body itself where it names one. */
function userIn(body: JsonObject): string {
  if (readUser(body, null)) return ''
  return Object.keys(body).find((key) => readUser(body[key], null)) ?? ''
}
