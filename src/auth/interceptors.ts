import { Axios, AxiosHeaders, CanceledError, isAxiosError } from 'axios'
import type { AxiosError, AxiosInstance, AxiosResponse, InternalAxiosRequestConfig } from 'axios'
import type { AuthClient, Authorization } from './core/auth-client'
import type { ReadHeader } from './core/ports'
import { unlessAborted } from './unless-aborted'

/** @internal How a request was sent, kept on its config so that it can be sent once more. */
interface AuthAttempt {
  readonly authorization: Authorization
  /** The body as the caller gave it, before Axios turned it into text. */
  readonly data: unknown
  readonly isReplay: boolean
}

declare module 'axios' {
  interface AxiosRequestConfig {
    /** Send this request without the access token. */
    skipAuth?: boolean
    /** @internal Present on requests that carried a token. */
    authAttempt?: AuthAttempt
    /** @internal Leave to send a request again, with this. */
    authReplay?: Authorization
  }
}

type AuthorizedError = AxiosError & {
  config: InternalAxiosRequestConfig & { authAttempt: AuthAttempt }
  response: AxiosResponse
}

/**
 * Makes `http` send the access token to the API, and to nobody else; renew it before it runs out; and
 * answer a refused token by sending the request once more with a new one.
 *
 * Requests may reject with `AuthUnavailableError` (no token to be had, the session is kept) and with
 * `SessionEndedError`; an `AbortSignal` is obeyed at once, also while waiting for a token.
 *
 * @returns a function that removes both interceptors
 */
export function installAuthInterceptors(http: AxiosInstance, client: AuthClient): () => void {
  const addresses = new Axios({})
  const request = http.interceptors.request.use((config) => attachToken(config, addresses, client))
  const response = http.interceptors.response.use(
    (answer) => (client.areAnswersNoted ? noteAnswer(answer, client) : answer),
    (error: unknown) => {
      if (wasAuthorized(error)) return answerChallenge(error, http, client)
      throw error
    },
  )
  return () => {
    http.interceptors.request.eject(request)
    http.interceptors.response.eject(response)
  }
}

async function attachToken(
  config: InternalAxiosRequestConfig,
  addresses: Axios,
  client: AuthClient,
): Promise<InternalAxiosRequestConfig> {
  const { authReplay } = config
  const isReplay = authReplay !== undefined
  const authorization = isReplay ? authReplay : await obtainLeave(config, addresses, client)
  if (!authorization) return config

  config.headers.set(authorization.headers)
  if (authorization.withCredentials) config.withCredentials = true
  delete config.authReplay
  config.authAttempt = { authorization, data: config.data, isReplay }
  return config
}

function obtainLeave(
  config: InternalAxiosRequestConfig,
  addresses: Axios,
  client: AuthClient,
): Promise<Authorization | null> {
  if (config.skipAuth) return Promise.resolve(null)
  const method = config.method?.toUpperCase() ?? 'GET'
  return waitFor(client.authorize(addressOf(config, addresses), method), config)
}

/** Where the request goes, without its query. By an instance without defaults: merging them costs more than the rest. */
function addressOf(config: InternalAxiosRequestConfig, addresses: Axios): string {
  const { url = '', baseURL = '', allowAbsoluteUrls = true } = config
  return addresses.getUri({ url, baseURL, allowAbsoluteUrls })
}

/** Some APIs send a new token with any answer. */
async function noteAnswer(answer: AxiosResponse, client: AuthClient): Promise<AxiosResponse> {
  const sent = answer.config.authAttempt?.authorization
  if (sent) await client.noteAnswer(sent, headerOf(answer))
  return answer
}

function headerOf({ headers }: AxiosResponse): ReadHeader {
  return (name) => {
    const value: unknown = headers[name.toLowerCase()]
    return typeof value === 'string' ? value : null
  }
}

async function answerChallenge(
  error: AuthorizedError,
  http: AxiosInstance,
  client: AuthClient,
): Promise<AxiosResponse> {
  const { config, response } = error
  const { authorization, data, isReplay } = config.authAttempt
  if (client.areAnswersNoted) await client.noteAnswer(authorization, headerOf(response))
  const challenge = client.challengeOf(response.status, response.data)
  if (challenge === 'final') await waitFor(client.endByServer(authorization), config)
  if (challenge === 'renewable' && isReplay) client.noteReplayRefused(authorization)
  if (challenge !== 'renewable' || isReplay || !canBeSentAgain(data)) throw error

  const authReplay = await waitFor(client.reauthorize(authorization), config)
  if (!authReplay) throw error
  return http.request({
    ...config,
    data,
    headers: new AxiosHeaders(config.headers),
    authReplay,
  })
}

function wasAuthorized(error: unknown): error is AuthorizedError {
  return isAxiosError(error) && error.config?.authAttempt !== undefined && !!error.response
}

/** A stream has been read by the first attempt. */
function canBeSentAgain(data: unknown): boolean {
  return typeof ReadableStream === 'undefined' || !(data instanceof ReadableStream)
}

/** An aborted request leaves the queue at once, with Axios' own error. */
function waitFor<Result>(
  waited: Promise<Result>,
  config: InternalAxiosRequestConfig,
): Promise<Result> {
  return unlessAborted(waited, config.signal, () => new CanceledError(undefined, config))
}
