import type { AnswerPattern } from '@/auth/backends/profile-one-time-code'
import { parseJsonObject } from '@/auth/backends/json-body'
import { lastName, leavesOf } from './dotted-paths'
import type { Answer } from './exchange'

const word =
  /\b(otp|totp|mfa|2fa)\b|one.?time|(two|second).?factor|_(otp|totp|mfa|2fa)|(otp|totp|mfa|2fa)_/i

/** The answers like this one, which asks for a one-time code; `null` when it asks for none. */
export function codeWanted({ status, body }: Answer): AnswerPattern | null {
  if (status >= 500 || status === 404) return null
  const leaves = leavesOf(parseJsonObject(body))
  const named = leaves.find(([path]) => word.test(lastName(path)) || path.startsWith('ephemeral'))
  if (named) return { statuses: [status], keys: [named[0]] }
  const coded = leaves.find(
    ([, value]) => typeof value === 'string' && /^[\w-]+$/.test(value) && word.test(value),
  )
  return coded ? { statuses: [status], keys: [`${coded[0]}=${String(coded[1])}`] } : null
}
