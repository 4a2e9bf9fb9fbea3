import { acceptLanguage } from './backends/accept-language'
import type { CsrfProof } from './backends/csrf-proof'
import { createProfileScopeOf } from './backends/profile-request-scope'
import { redirectUseOf } from './backends/redirect-use'
import { createRequestHeaders } from './backends/request-headers'
import { modelOf } from './backends/session-model'
import type { AuthClientOptions } from './core/auth-client'
import type { AuthOptions } from './create-auth'

/** @param apiBaseUrl - absolute; `null` where it is not known, and no request is the API's */
export function clientOptionsOf(
  { profile, language, idleTimeoutSeconds }: AuthOptions,
  apiBaseUrl: string | null,
  csrf: CsrfProof | null,
): AuthClientOptions {
  const { header, prefix, credentials, cache } = profile.transport
  return {
    model: modelOf(profile),
    leewaySeconds: profile.leeway,
    scopeOf: apiBaseUrl === null ? () => 'foreign' : createProfileScopeOf(profile, apiBaseUrl),
    header: { name: header, prefix },
    withCredentials: credentials,
    cache,
    redirect: redirectUseOf(profile),
    ...(idleTimeoutSeconds !== undefined && { idleTimeoutSeconds }),
    ...createRequestHeaders(profile, csrf, language && (() => acceptLanguage(language()))),
  }
}
