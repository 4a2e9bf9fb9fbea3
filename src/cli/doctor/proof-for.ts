import { CsrfProof } from '@/auth/backends/csrf-proof'
import type { Profile } from '@/auth/backends/profile'
import type { Interview } from './interview'

/** The CSRF proof of a profile, as on a page of the API's own origin; `null` where it asks for none. */
export function proofFor(
  { csrf, transport }: Profile,
  apiBaseUrl: string,
  { cookies, transport: send }: Interview,
): CsrfProof | null {
  if (!csrf || !transport.credentials) return null
  const pageUrl = apiBaseUrl
  const { value: readCookie } = cookies
  return new CsrfProof(csrf, {
    pageUrl,
    apiBaseUrl,
    withCredentials: true,
    readCookie,
    transport: send,
  })
}
