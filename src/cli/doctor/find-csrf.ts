import { joinUrl } from '@/auth/backends/join-url'
import { parseCookie } from './cookies'
import { answerIn } from './exchange'
import type { Interview } from './interview'
import { read } from './questions'

/** Looks for an address that sets the cookie of the CSRF proof: one GET each. */
export async function findCsrf(
  interview: Interview,
  baseUrl: string,
  paths: readonly string[],
  cookie: string,
): Promise<string | null> {
  for (const path of paths) {
    const answer = answerIn(await interview.ask(read(joinUrl(baseUrl, path))))
    const isSet = answer?.cookies.some((text) => parseCookie(text).name === cookie) ?? false
    if (isSet) return path
  }
  return null
}
