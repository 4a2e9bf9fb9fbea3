import axios from 'axios'
import type { AxiosInstance } from 'axios'
import { createAuthRefresh } from 'axios-auth-refresh'
import type { ApiDialect, Client, OpenClient } from '../contract'
import { attachStoredToken } from './attach-stored-token'
import { isTokenRefusal } from './is-token-refusal'
import { localTokensOf } from './local-tokens'
import { createTokenEndpoints, headerValue } from './token-endpoints'

/** As its README sets it up. */
export const openAxiosAuthRefresh: OpenClient = (dialect, shared) => {
  const { refresh } = createTokenEndpoints(dialect)
  const stored = localTokensOf(dialect)
  const client = openWithStoredTokens(dialect, shared)

  createAuthRefresh(
    client.http,
    async ({ response }) => {
      const tokens = await refresh(stored.refresh())
      stored.store(tokens)
      response?.config.headers.set(dialect.tokenHeader.name, headerValue(dialect, tokens.access))
    },
    { shouldRefresh: (error) => isTokenRefusal(error, dialect) },
  )
  return client
}

/**
 * The best its options and its refresh function allow: all 401s are answered, not the first alone; a token that
 * has been replaced meanwhile is not refreshed again; the refresh is shared, and has a deadline.
 */
export const openTunedAxiosAuthRefresh: OpenClient = (dialect, shared) => {
  const { refresh } = createTokenEndpoints(dialect)
  const stored = localTokensOf(dialect)
  const client = openWithStoredTokens(dialect, shared)
  let flight: Promise<void> | null = null

  async function fetchTokens() {
    try {
      stored.store(await refresh(stored.refresh(), { timeout: 10_000 }))
    } finally {
      flight = null
    }
  }

  createAuthRefresh(
    client.http,
    async ({ config }) => {
      const sent = config?.headers.get(dialect.tokenHeader.name)
      const newest = headerValue(dialect, stored.access() ?? '')
      if (sent === newest) await (flight ??= fetchTokens())
    },
    { shouldRefresh: (error) => isTokenRefusal(error, dialect), deduplicateRefresh: false },
  )
  return { ...client, loginRequest: { skipAuthRefresh: true } as object }
}

function openWithStoredTokens(
  dialect: ApiDialect,
  http: AxiosInstance = axios.create({ headers: dialect.constantHeaders }),
): Client {
  const { obtain } = createTokenEndpoints(dialect)
  const stored = localTokensOf(dialect)
  attachStoredToken(http, dialect)
  return {
    http,
    loginRequest: {},
    login: async (user) => stored.store(await obtain(user)),
    logout: async () => stored.clear(),
    isSignedIn: () => stored.access() !== null,
  }
}
