import axios from 'axios'
import { createAuthRefresh } from 'axios-auth-refresh'
import type { ApiDialect, Client, OpenClient } from '../contract'
import { attachStoredToken } from './attach-stored-token'
import { isTokenRefusal } from './is-token-refusal'
import { localTokens } from './local-tokens'
import { createTokenEndpoints } from './token-endpoints'

/** As its README sets it up. */
export const openAxiosAuthRefresh: OpenClient = (dialect) => {
  const { refresh, prefix } = createTokenEndpoints(dialect)
  const client = openWithStoredTokens(dialect)

  createAuthRefresh(
    client.http,
    async ({ response }) => {
      const tokens = await refresh(localTokens.refresh())
      localTokens.store(tokens)
      response?.config.headers.set('Authorization', `${prefix} ${tokens.access}`)
    },
    { shouldRefresh: (error) => isTokenRefusal(error, dialect) },
  )
  return client
}

/**
 * The best its options and its refresh function allow: all 401s are answered, not the first alone; a token that
 * has been replaced meanwhile is not refreshed again; the refresh is shared, and has a deadline.
 */
export const openTunedAxiosAuthRefresh: OpenClient = (dialect) => {
  const { refresh, prefix } = createTokenEndpoints(dialect)
  const client = openWithStoredTokens(dialect)
  let flight: Promise<void> | null = null

  async function fetchTokens() {
    try {
      localTokens.store(await refresh(localTokens.refresh(), { timeout: 10_000 }))
    } finally {
      flight = null
    }
  }

  createAuthRefresh(
    client.http,
    async ({ config }) => {
      const sent = config?.headers.get('Authorization')
      if (sent === `${prefix} ${localTokens.access() ?? ''}`) await (flight ??= fetchTokens())
    },
    { shouldRefresh: (error) => isTokenRefusal(error, dialect), deduplicateRefresh: false },
  )
  return { ...client, loginRequest: { skipAuthRefresh: true } as object }
}

function openWithStoredTokens(dialect: ApiDialect): Client {
  const { obtain, prefix } = createTokenEndpoints(dialect)
  const http = axios.create()
  attachStoredToken(http, prefix)
  return {
    http,
    loginRequest: {},
    login: async (user) => localTokens.store(await obtain(user)),
    logout: async () => localTokens.clear(),
    isSignedIn: () => localTokens.access() !== null,
  }
}
