import axios, { isAxiosError } from 'axios'
import type { InternalAxiosRequestConfig } from 'axios'
import type { ApiDialect, Client, OpenClient } from '../contract'
import { attachStoredToken } from './attach-stored-token'
import { isTokenRefusal } from './is-token-refusal'
import { localTokens } from './local-tokens'
import { createTokenEndpoints } from './token-endpoints'

interface Waiting {
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

type Retried = InternalAxiosRequestConfig & { isRetried?: boolean }

/** Sees to it that localStorage has a newer token than the one that was refused. */
type Renew = (refused: string | null) => Promise<void>

/**
 * What most apps write themselves, in its correct form: the first 401 refreshes, those that follow wait in a
 * list, every request is sent again once, the login is left alone, a failed refresh logs out.
 */
export const openWaitingQueue: OpenClient = (dialect) => {
  const { refresh } = createTokenEndpoints(dialect)
  return openQueue(dialect, async () => {
    localTokens.store(await refresh(localTokens.refresh()))
  })
}

/**
 * The same, as it is told to be made safe for many tabs: the refresh is done under a lock, and who gets the lock
 * looks first whether localStorage has a newer token by now.
 */
export const openLockedQueue: OpenClient = (dialect) => {
  const { refresh } = createTokenEndpoints(dialect)

  async function refreshUnlessNewer(refused: string | null): Promise<void> {
    const stored = localTokens.access()
    if (stored !== null && stored !== refused) return
    localTokens.store(await refresh(localTokens.refresh()))
  }

  return openQueue(dialect, (refused) =>
    'locks' in navigator
      ? navigator.locks.request('token-refresh', () => refreshUnlessNewer(refused))
      : refreshUnlessNewer(refused),
  )
}

function openQueue(dialect: ApiDialect, renew: Renew): Client {
  const { obtain, obtainUrl, prefix } = createTokenEndpoints(dialect)
  const http = axios.create()
  let isRefreshing = false
  let queue: Waiting[] = []

  function settleQueue(settle: (waiting: Waiting) => void) {
    const waiting = queue
    queue = []
    waiting.forEach(settle)
  }

  async function renewForAll(refused: string | null): Promise<void> {
    isRefreshing = true
    try {
      await renew(refused)
      settleQueue(({ resolve }) => resolve())
    } catch (error) {
      settleQueue(({ reject }) => reject(error))
      localTokens.clear()
      throw error
    } finally {
      isRefreshing = false
    }
  }

  attachStoredToken(http, prefix)
  http.interceptors.response.use(undefined, async (error: unknown) => {
    const config: Retried | undefined = isAxiosError(error) ? error.config : undefined
    const isRefused = isAxiosError(error) && isTokenRefusal(error, dialect)
    if (!config || !isRefused || config.isRetried || config.url === obtainUrl) throw error

    config.isRetried = true
    if (isRefreshing) {
      await new Promise<void>((resolve, reject) => queue.push({ resolve, reject }))
    } else await renewForAll(tokenOf(config))
    return http(config)
  })

  return {
    http,
    loginRequest: {},
    login: async (user) => localTokens.store(await obtain(user)),
    logout: async () => localTokens.clear(),
    isSignedIn: () => localTokens.access() !== null,
  }
}

const tokenOf = ({ headers }: InternalAxiosRequestConfig): string | null =>
  String(headers.get('Authorization')).split(' ')[1] ?? null
