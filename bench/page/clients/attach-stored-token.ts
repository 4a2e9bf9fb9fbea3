import type { AxiosInstance } from 'axios'
import type { ApiDialect } from '../contract'
import { isMeant } from './is-meant'
import { localTokensOf } from './local-tokens'
import { headerValue } from './token-endpoints'

/** The request interceptor of every tutorial: the token of localStorage, on every request. */
export function attachStoredToken(http: AxiosInstance, dialect: ApiDialect): void {
  const tokens = localTokensOf(dialect)
  http.interceptors.request.use((config) => {
    const access = tokens.access()
    if (access !== null && isMeant(config, dialect)) {
      config.headers.set(dialect.tokenHeader.name, headerValue(dialect, access))
    }
    return config
  })
}
