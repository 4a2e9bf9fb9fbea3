import axios from 'axios'
import type { AxiosInstance } from 'axios'
import type { Auth } from './auth'

/** How long an answer may take, in ms. */
const timeoutMs = 20_000

/**
 * The Axios instance for calls to the API. It knows nothing of tokens before `installAuthInterceptors`.
 * Axios copies the CSRF cookie into its header on calls to this page's own origin only.
 */
export function createHttp({
  apiBaseUrl,
  profile,
}: Pick<Auth, 'apiBaseUrl' | 'profile'>): AxiosInstance {
  return axios.create({
    baseURL: apiBaseUrl,
    timeout: timeoutMs,
    withCredentials: profile.transport.credentials,
    xsrfCookieName: profile.csrf?.cookie ?? '',
    xsrfHeaderName: profile.csrf?.header ?? '',
  })
}
