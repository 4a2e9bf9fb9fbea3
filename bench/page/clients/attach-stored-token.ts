import type { AxiosInstance } from 'axios'
import { localTokens } from './local-tokens'

/** The request interceptor of every tutorial: the token of localStorage, on every request. */
export function attachStoredToken(http: AxiosInstance, prefix: string): void {
  http.interceptors.request.use((config) => {
    const access = localTokens.access()
    if (access !== null) config.headers.set('Authorization', `${prefix} ${access}`)
    return config
  })
}
