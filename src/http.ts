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
export function createHttp({ apiBaseUrl, client }: Auth): AxiosInstance {
  const http = axios.create({
    baseURL: apiBaseUrl,
    timeout: timeoutMs,
    // The interceptors send what the profile wants, and know where it belongs: the CSRF cookie as well.
    xsrfCookieName: '',
  })
  installAuthInterceptors(http, client)
  return http
}
