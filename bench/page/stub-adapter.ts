import { AxiosError } from 'axios'
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios'

/** An API without a network: it answers in the page. */
export interface StubApi {
  readonly adapter: AxiosAdapter
  readonly counts: { sent: number; dead: number }
}

/** What the stub does with a request. */
export interface StubBehaviour {
  readonly isRefused: (authorization: string) => boolean
  /** `null`: at once. */
  readonly latencyMs: (() => number) | null
}

export function createStubApi({ isRefused, latencyMs }: StubBehaviour): StubApi {
  const counts = { sent: 0, dead: 0 }
  const adapter: AxiosAdapter = async (config) => {
    counts.sent += 1
    const isDead = isRefused(String(config.headers.get('Authorization')))
    if (isDead) counts.dead += 1
    if (latencyMs) await after(latencyMs())
    const response = answer(config, isDead ? 401 : 200)
    if (isDead) throw new AxiosError('401', 'ERR_BAD_REQUEST', config, null, response)
    return response
  }
  return { adapter, counts }
}

function answer(config: InternalAxiosRequestConfig, status: number): AxiosResponse {
  return {
    config,
    status,
    statusText: '',
    headers: {},
    data: { ok: status === 200 },
    request: null,
  }
}

const after = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs))
