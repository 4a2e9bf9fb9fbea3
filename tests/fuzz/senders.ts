import axios from 'axios'
import type { AxiosInstance, AxiosRequestConfig } from 'axios'
import { createAuthFetch } from '@/auth/auth-fetch'
import type { AuthClient } from '@/auth/core/auth-client'
import { installAuthInterceptors } from '@/auth/interceptors'
import { pageRequest } from './recording-page'
import type { Recorder } from './recorder'
import type { RequestCase } from './request-cases'

/** One of the ways in which an app can send its requests. */
export interface Sender {
  readonly name: string
  readonly kind: 'axios' | 'fetch'
  readonly send: (request: RequestCase) => Promise<unknown>
}

export type Install = (http: AxiosInstance, client: AuthClient) => unknown

/** Every way, with the recorder at its end. */
export function createSenders(
  client: AuthClient,
  recorder: Recorder,
  install: Install = installAuthInterceptors,
): readonly Sender[] {
  // Asked for by name, so that no other test's fetch is found in Axios' cache of adapters.
  const env = { Request: pageRequest }
  const throughAxios = (name: string, defaults: AxiosRequestConfig): Sender => {
    const http = axios.create(defaults)
    install(http, client)
    return { name, kind: 'axios', send: (request) => http.request(configOf(request)) }
  }
  const authFetch = createAuthFetch(client, recorder.fetch)
  return [
    throughAxios('Axios with an adapter of the app', { adapter: recorder.adapter }),
    throughAxios('Axios over fetch', { adapter: 'fetch', env: { ...env, fetch: recorder.fetch } }),
    throughAxios('Axios as it comes', { env }),
    {
      name: 'createAuthFetch',
      kind: 'fetch',
      send: ({ url, isUrlObject, method }) =>
        authFetch(isUrlObject ? new URL(url) : url, { method, ...(method === 'POST' && { body }) }),
    },
  ]
}

const body = '{"title":"x"}'

function configOf(request: RequestCase): AxiosRequestConfig {
  const { url, isUrlObject, baseURL, params, paramsSerializer, method } = request
  const config: AxiosRequestConfig = {
    url,
    method,
    allowAbsoluteUrls: request.allowAbsoluteUrls,
    ...(baseURL !== null && { baseURL }),
    ...(params && { params }),
    ...(paramsSerializer && { paramsSerializer }),
    ...(method === 'POST' && { data: { title: 'x' } }),
    ...(request.watchesUpload && { onUploadProgress: () => {} }),
  }
  return isUrlObject ? Object.assign(config, { url: new URL(url) }) : config
}
