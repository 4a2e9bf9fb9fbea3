import { textAt } from '@/auth/backends/json-body'
import type { ExpirySource, Profile } from '@/auth/backends/profile'
import { readExpiry } from '@/auth/backends/read-expiry'
import { numericDate, readClaims } from '@/auth/core/claims'
import { parseCookie } from './cookies'
import { lastName, leavesOf } from './dotted-paths'
import { answerIn } from './exchange'
import type { SignedIn } from './sign-in'

/** Where to read when the access token ends; nothing where the profile finds it, or nobody tells. */
export function expiryFor(signedIn: SignedIn, profile: Profile): string[] | undefined {
  const { body, places } = signedIn
  const claims = readClaims(textAt(body, [places.access ?? '-']) ?? '')
  const isTold = (sources: readonly ExpirySource[]) => {
    const { atSeconds, inSeconds } = readExpiry(sources, body, claims)
    return atSeconds !== null || inSeconds !== null
  }
  if (isTold(profile.expiry)) return undefined
  const fixed = places.access === null ? fixedLifetime(signedIn) : null
  const sources = ['claim:exp', ...leavesOf(body).flatMap(sourceAt), ...(fixed ? [fixed] : [])]
  const source = sources.find((candidate) => isTold([candidate]))
  return source === undefined ? undefined : [source]
}

/** How a value tells of an end; what is about the refresh token is left out. */
function sourceAt([path, value]: readonly [string, unknown]): readonly ExpirySource[] {
  const isEnd = /exp|valid|until|ends?(_|$)|ttl|lifetime/i.test(lastName(path))
  if (!isEnd || /refresh/i.test(path)) return []
  const number = Number(value)
  if (Number.isNaN(number)) return [`iso:${path}`]
  if (number > 1e11) return [`epochMs:${path}`]
  return [number > 1e9 ? `epoch:${path}` : `seconds:${path}`]
}

/** No script can read the token in a cookie, but it lives as long as this one. */
function fixedLifetime({ exchange, cookies }: SignedIn): ExpirySource | null {
  const set = answerIn(exchange)?.cookies.map(parseCookie) ?? []
  const claims = readClaims(set.find(({ name }) => name === cookies.access)?.value ?? '')
  const [exp, iat] = [numericDate(claims, 'exp'), numericDate(claims, 'iat')]
  return exp === null || iat === null ? null : `fixed:${Math.round(exp - iat)}`
}
