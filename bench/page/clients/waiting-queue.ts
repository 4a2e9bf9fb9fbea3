import axios, { isAxiosError } from 'axios'
import type { AxiosInstance, InternalAxiosRequestConfig } from 'axios'
import type { ApiDialect, Client, OpenClient } from '../contract'
import { attachStoredToken } from './attach-stored-token'
import { isTokenRefusal } from './is-token-refusal'
import { localTokensOf } from './local-tokens'
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
export const openWaitingQueue: OpenClient = (dialect, shared) => {
  const { refresh } = createTokenEndpoints(dialect)
  const stored = localTokensOf(dialect)

  async function renew(): Promise<void> {
    stored.store(await refresh(stored.refresh()))
  }

  return openQueue(dialect, renew, shared)
}

/**
 * The same, as it is told to be made safe for many tabs: the refresh is done under a lock, and who gets the lock
 * looks first whether localStorage has a newer token by now.
 */
export const openLockedQueue: OpenClient = (dialect, shared) => {
  const { refresh } = createTokenEndpoints(dialect)
  const stored = localTokensOf(dialect)

  async function refreshUnlessNewer(refused: string | null): Promise<void> {
    const newest = stored.access()
    if (newest !== null && newest !== refused) return
    stored.store(await refresh(stored.refresh()))
  }

  const renew: Renew = (refused) =>
    'locks' in navigator
      ? navigator.locks.request('token-refresh', () => refreshUnlessNewer(refused))
      : refreshUnlessNewer(refused)

  return openQueue(dialect, renew, shared)
}

function openQueue(
  dialect: ApiDialect,
  renew: Renew,
  http: AxiosInstance = axios.create({ headers: dialect.constantHeaders }),
): Client {
  const { obtain, obtainUrl } = createTokenEndpoints(dialect)
  const stored = localTokensOf(dialect)
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
      stored.clear()
      throw error
    } finally {
      isRefreshing = false
    }
  }

  attachStoredToken(http, dialect)
  http.interceptors.response.use(undefined, async (error: unknown) => {
    const config: Retried | undefined = isAxiosError(error) ? error.config : undefined
    const isRefused = isAxiosError(error) && isTokenRefusal(error, dialect)
    if (!config || !isRefused || config.isRetried || config.url === obtainUrl) throw error

    config.isRetried = true
    if (isRefreshing) {
      await new Promise<void>((resolve, reject) => queue.push({ resolve, reject }))
    } else await renewForAll(tokenOf(config, dialect))
    return http(config)
  })

  return {
    http,
    loginRequest: {},
    login: async (user) => stored.store(await obtain(user)),
    logout: async () => stored.clear(),
    isSignedIn: () => stored.access() !== null,
  }
}

const tokenOf = (
  { headers }: InternalAxiosRequestConfig,
  { tokenHeader }: ApiDialect,
): string | null => String(headers.get(tokenHeader.name)).split(' ').at(-1) ?? null
