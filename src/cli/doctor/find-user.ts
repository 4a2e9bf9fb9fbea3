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
  /** The last refusal of the token; `null` when it was taken, or never shown. */
  readonly refused: Exchange | null
}

const none: UserSearch = { guarded: null, path: null, prefix: null, userBody: '', refused: null }

/** Looks for an address that wants a token, and shows it the token behind each of the usual words. */
export async function findUser(
  interview: Interview,
  baseUrl: string,
  paths: readonly string[],
  { token, prefixes }: { readonly token: string; readonly prefixes: readonly string[] },
): Promise<UserSearch> {
  let found = none
  for (const path of paths) {
    const url = joinUrl(baseUrl, path)
    const guarded = await interview.ask(read(url))
    const status = answerIn(guarded)?.status
    if (status !== 401 && status !== 403) continue
    const shown = await showToken(interview, url, token, prefixes)
    if (shown.body) {
      return { guarded, path, prefix: shown.prefix, userBody: userIn(shown.body), refused: null }
    }
    found = found.guarded ? found : { ...none, guarded, refused: shown.refused }
  }
  return found
}

async function showToken(
  interview: Interview,
  url: string,
  token: string,
  prefixes: readonly string[],
) {
  let refused: Exchange | null = null
  for (const prefix of prefixes) {
    const exchange = await interview.ask(
      read(url, { Authorization: `${prefix} ${token}`.trimStart() }),
    )
    const answer = answerIn(exchange)
    const body = answer && answer.status < 300 ? parseJsonObject(answer.body) : null
    if (body) return { body, prefix, refused: null }
    refused = exchange
  }
  return { body: null, prefix: null, refused }
}

/** The path of the user inside a body; the body itself where it names one. */
function userIn(body: JsonObject): string {
  if (readUser(body, null)) return ''
  return Object.keys(body).find((key) => readUser(body[key], null)) ?? ''
}
