import { isAxiosError } from 'axios'
import type { AxiosError, AxiosInstance, AxiosResponse } from 'axios'
import { hasStage, withStage } from './axios-stage'
import type { AuthClient } from './core/auth-client'
import { requireClient } from './require-client'

declare module 'axios' {
  interface AxiosRequestConfig {
    /** Send this request without the access token. What the API wants of everybody goes along. */
    skipAuth?: boolean
    /**
     * Hand the answer of this request on as it is: a 401 is about the request and not about the session, as for "your
     * current password is wrong". The access token goes along.
     */
    skipAuthRefresh?: boolean
  }
}

/**
 * Makes `http` send the access token to the API, and to nobody else; renew it before it expires; and answer a refused
 * token by sending the request once more with a new one. Interceptors of the app run once for each request, whatever
 * their order. A second call for the same client does nothing.
 *
 * Requests may reject with `AuthUnavailableError` (no token to be had, the session is kept), `SessionEndedError` and
 * `RedirectRefusedError`; with the answer as `cause`, where there was one. While a token is waited for, `signal`,
 * `cancelToken` and `timeout` are obeyed. A request that brings its own `Authorization` goes as it is.
 *
 * @returns a function that removes the interceptors
 */
export function installAuthInterceptors(http: AxiosInstance, client: AuthClient): () => void {
  requireClient(client, 'installAuthInterceptors(http, auth.client)')
  // Axios runs those that were added before ours after it.
  const hasLater = http.interceptors.request.handlers?.some(Boolean) ?? false
  const request = http.interceptors.request.use(
    (config) => {
      config.adapter = withStage(config.adapter ?? http.defaults.adapter, client)
      return config
    },
    undefined,
    { synchronous: true },
  )
  const response = hasLater
    ? http.interceptors.response.use(
        (answer) => {
          complain(answer, client)
          return answer
        },
        (error: unknown) => {
          if (isAxiosError(error) && error.response) complain(error.response, client, error)
          throw error
        },
      )
    : null
  return () => {
    http.interceptors.request.eject(request)
    if (response !== null) http.interceptors.response.eject(response)
  }
}

/** A refusal may have its reason in an interceptor which took our stage away, silently. */
function complain({ status, config }: AxiosResponse, client: AuthClient, cause?: AxiosError): void {
  const isSignedIn = client.snapshot.session.status === 'authenticated'
  const isRefused = status === 401 || status === 403
  if (!isSignedIn || !isRefused || config.skipAuth || hasStage(config.adapter, client)) return
  throw new Error(
    'This request went without the access token: an interceptor that was added before installAuthInterceptors has ' +
      'set `adapter`, or returned another config. Call installAuthInterceptors first.',
    { cause },
  )
}
