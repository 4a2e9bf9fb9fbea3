import axios from 'axios'
import { applyAuthTokenInterceptor, clearAuthTokens, isLoggedIn, setAuthTokens } from 'axios-jwt'
import type { OpenClient } from '../contract'
import { createTokenEndpoints } from './token-endpoints'
import type { Tokens } from './token-endpoints'

/** As its README sets it up, for a server that rotates refresh tokens. */
export const openAxiosJwt: OpenClient = (dialect, shared) => {
  const { obtain, refresh } = createTokenEndpoints(dialect)
  const { name, prefix } = dialect.tokenHeader
  const http = shared ?? axios.create({ headers: dialect.constantHeaders })
  applyAuthTokenInterceptor(http, {
    requestRefresh: async (refreshToken) => named(await refresh(refreshToken)),
    header: name,
    headerPrefix: prefix && `${prefix} `,
  })
  return {
    http,
    loginRequest: {},
    login: async (user) => setAuthTokens(named(await obtain(user))),
    logout: clearAuthTokens,
    isSignedIn: isLoggedIn,
  }
}

const named = ({ access, refresh }: Tokens) => ({ accessToken: access, refreshToken: refresh })
