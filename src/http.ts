import axios from 'axios'
import type { AxiosInstance } from 'axios'
import { installAuthInterceptors } from './auth'
import type { Auth } from './auth'

/** How long an answer may take, in ms. */
const timeoutMs = 20_000

/**
 * The Axios instance for calls to the API, which sends the access token. It is loaded with the first page that calls
 * the API: the login does without it.
 */
export function createHttp({ apiBaseUrl, profile, client }: Auth): AxiosInstance {
  const http = axios.create({
    baseURL: apiBaseUrl,
    timeout: timeoutMs,
    headers: profile.headers,
    withCredentials: profile.transport.credentials,
    // The interceptors copy the CSRF cookie of the profile, and know where it belongs.
    xsrfCookieName: '',
  })
  installAuthInterceptors(http, client)
  return http
}
