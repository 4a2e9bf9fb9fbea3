import axios from 'axios'
import { applyAuthTokenInterceptor, clearAuthTokens, isLoggedIn, setAuthTokens } from 'axios-jwt'
import type { OpenClient } from '../contract'
import { createTokenEndpoints } from './token-endpoints'
import type { Tokens } from './token-endpoints'

/** As its README sets it up, for a server that rotates refresh tokens. */
export const openAxiosJwt: OpenClient = (dialect) => {
  const { obtain, refresh, prefix } = createTokenEndpoints(dialect)
  const http = axios.create()
  applyAuthTokenInterceptor(http, {
    requestRefresh: async (refreshToken) => named(await refresh(refreshToken)),
    headerPrefix: `${prefix} `,
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
