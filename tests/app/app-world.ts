import axios, { AxiosError } from 'axios'
import type { AxiosInstance, AxiosResponse, InternalAxiosRequestConfig } from 'axios'
import type { Pinia } from 'pinia'
import { vi } from 'vitest'
import type { Router } from 'vue-router'
import { createMemoryHistory } from 'vue-router'
import { configKey, httpKey, profileKey } from '@/app-keys'
import type { User } from '@/auth'
import type { AppConfig } from '@/config'
import { createAppRouter } from '@/router'
import type { AppRouterOptions } from '@/router'
import { profiles } from '../support/resolve-profile'

export const user: User = {
  id: '1',
  username: 'dana',
  fullName: 'Dana Moreau',
  email: 'dana@example.com',
}

export const config: AppConfig = {
  apiBaseUrl: 'http://api.test',
  auth: { profile: 'simplejwt' },
  lists: [
    {
      title: 'Posts',
      path: 'posts',
      url: '/posts/',
      create: {
        title: 'New post',
        fields: [
          { name: 'title', label: 'Title', multiline: false, required: true },
          { name: 'body', label: 'Text', multiline: true, required: false },
        ],
      },
    },
    { title: 'Subscribers', path: 'subscribers', url: '/subscribers/?active=yes' },
  ],
  sessionWarningSeconds: 60,
  brand: { name: 'Latchkey' },
}

/** What the API of a test answers. `null` is no answer at all. */
export type Answer = { readonly status?: number; readonly data: unknown } | null

/** A request that waits for its answer. */
export interface SentRequest {
  /** Path and query. */
  readonly url: string
  /** The body, as it is sent. */
  readonly data: unknown
  readonly signal: AbortSignal
  readonly answer: (answer: Answer) => void
}

/** An Axios instance whose requests a test answers by hand, in any order. */
export function createStubHttp(): { http: AxiosInstance; sent: SentRequest[] } {
  const sent: SentRequest[] = []
  const http = axios.create({
    baseURL: config.apiBaseUrl,
    adapter: (request) =>
      new Promise<AxiosResponse>((resolve, reject) => {
        const signal =
          request.signal instanceof AbortSignal ? request.signal : new AbortController().signal
        signal.addEventListener('abort', () => {
          reject(new axios.CanceledError())
        })
        const answer = (given: Answer) => {
          settle(given, request, resolve, reject)
        }
        sent.push({ url: request.url ?? '', data: request.data as unknown, signal, answer })
      }),
  })
  return { http, sent }
}

function settle(
  answer: Answer,
  config: InternalAxiosRequestConfig,
  resolve: (response: AxiosResponse) => void,
  reject: (error: AxiosError) => void,
) {
  if (answer === null) {
    reject(new AxiosError('Network Error', AxiosError.ERR_NETWORK, config))
    return
  }
  const { status = 200, data } = answer
  const response = { data, status, statusText: '', headers: {}, config }
  if (status < 400) resolve(response)
  else reject(new AxiosError('Failed', AxiosError.ERR_BAD_RESPONSE, config, null, response))
}

/** The router of the app. Nothing guards it. */
export function createStillRouter(options: Partial<AppRouterOptions> = {}): Router {
  vi.spyOn(window, 'scrollTo').mockReturnValue()
  return createAppRouter({
    history: createMemoryHistory(),
    lists: config.lists,
    loadHttp: () => Promise.resolve(),
    ...options,
  })
}

/** The same, arrived at `path`. */
export async function createTestRouter(path = '/'): Promise<Router> {
  const router = createStillRouter()
  await router.push(path)
  return router
}

/** What `mount` needs to give a component what `main.ts` gives the app. */
export function appContext(router: Router, pinia: Pinia, http = createStubHttp().http) {
  return {
    plugins: [pinia, router],
    provide: { [configKey]: config, [httpKey]: http, [profileKey]: profiles.simplejwt },
  }
}
