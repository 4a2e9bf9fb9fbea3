import axios, { isAxiosError } from 'axios'
import type { InternalAxiosRequestConfig } from 'axios'
import type { OpenClient } from '../contract'
import { attachStoredToken } from './attach-stored-token'
import { localTokens } from './local-tokens'
import { createTokenEndpoints } from './token-endpoints'

interface Waiting {
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

type Retried = InternalAxiosRequestConfig & { isRetried?: boolean }

/**
 * What most apps write themselves, in its correct form: the first 401 refreshes, those that follow wait in a
 * list, every request is sent again once, the login is left alone, a failed refresh logs out.
 */
export const openWaitingQueue: OpenClient = (dialect) => {
  const { obtain, refresh, obtainUrl, prefix } = createTokenEndpoints(dialect)
  const http = axios.create()
  let isRefreshing = false
  let queue: Waiting[] = []

  function settleQueue(settle: (waiting: Waiting) => void) {
    const waiting = queue
    queue = []
    waiting.forEach(settle)
  }

  async function refreshForAll(): Promise<void> {
    isRefreshing = true
    try {
      localTokens.store(await refresh(localTokens.refresh()))
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
    const status = isAxiosError(error) ? (error.response?.status ?? 0) : 0
    const isRefused = dialect.refusalStatuses.includes(status)
    if (!config || !isRefused || config.isRetried || config.url === obtainUrl) throw error

    config.isRetried = true
    if (isRefreshing) {
      await new Promise<void>((resolve, reject) => queue.push({ resolve, reject }))
    } else await refreshForAll()
    return http(config)
  })

  return {
    http,
    loginRequest: {},
    login: async () => localTokens.store(await obtain()),
    logout: async () => localTokens.clear(),
    isSignedIn: () => localTokens.access() !== null,
  }
}
