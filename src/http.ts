import axios from 'axios'
import type { AxiosInstance } from 'axios'
import type { Auth } from './auth'

/** How long an answer may take, in ms. */
const timeoutMs = 20_000

/**
 * The Axios instance for calls to the API. It knows nothing of tokens before `installAuthInterceptors`.
 */
export function createHttp({
  apiBaseUrl,
  profile,
}: Pick<Auth, 'apiBaseUrl' | 'profile'>): AxiosInstance {
  return axios.create({
    baseURL: apiBaseUrl,
    timeout: timeoutMs,
    headers: profile.headers,
    withCredentials: profile.transport.credentials,
    // The interceptors copy the CSRF cookie of the profile, and know where it belongs.
    xsrfCookieName: '',
  })
}
