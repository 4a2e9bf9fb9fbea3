import { AxiosError, CanceledError } from 'axios'
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios'
import type { Clock } from '@/auth/core/ports'
import type { TabGate } from '../machine/tab-gate'
import { noCookies } from '../servers/cookie-jar'
import type { Answer } from '../servers/http-door'
import type { Wire } from './sim-transport'

/** The longest that the app's own Axios instance waits for an answer. */
const timeoutMs = 10_000

/** Told of each request of the app that leaves its tab, and of each answer. */
export interface AdapterWatch {
  readonly apiSent: (url: string, token: string | null) => void
  readonly apiHeard: (url: string, token: string | null, status: number | null) => void
}

/** Axios' last step, over the simulated network. */
export function createStubAdapter(
  { network, door, jar }: Wire,
  { gate, clock, name }: { readonly gate: TabGate; readonly clock: Clock; readonly name: string },
  watch: AdapterWatch,
): AxiosAdapter {
  return (config) =>
    new Promise((resolve, reject) => {
      const url = config.url ?? ''
      const header = config.headers.get('Authorization')
      const authorization = typeof header === 'string' ? header : null
      const token = authorization?.split(' ')[1] ?? null
      watch.apiSent(url, token)
      const cookies = url.startsWith('/') ? jar.cookies : noCookies
      const fail = (code: string) => {
        reject(new AxiosError(code, code, config))
      }
      let isOver = false
      const end = () => {
        isOver = true
        cancel()
      }
      const cancel = clock.after(timeoutMs, () => {
        end()
        fail('ECONNABORTED')
      })
      config.signal?.addEventListener?.('abort', () => {
        end()
        reject(new CanceledError(undefined, config))
      })
      network.send({
        label: `${name} GET ${url}`,
        isRefresh: false,
        gate,
        serve: () => door.answer(callOf(url, authorization), cookies),
        returning: () => undefined,
        arrive: () => undefined,
        hear: (answer) => {
          if (isOver) return
          end()
          watch.apiHeard(url, token, answer?.status ?? null)
          if (!answer) fail('ERR_NETWORK')
          else settle(responseOf(answer, config), resolve, reject)
        },
      })
    })
}

const callOf = (url: string, authorization: string | null) => ({
  path: url.split('?')[0] ?? '',
  headers: authorization === null ? {} : { Authorization: authorization },
  body: null,
})

const responseOf = (
  { status, body }: Answer,
  config: InternalAxiosRequestConfig,
): AxiosResponse<unknown> => ({
  status,
  data: body.startsWith('{') ? JSON.parse(body) : body,
  statusText: '',
  headers: {},
  config,
})

function settle(
  response: AxiosResponse<unknown>,
  resolve: (response: AxiosResponse<unknown>) => void,
  reject: (error: AxiosError) => void,
): void {
  if (response.status < 300) resolve(response)
  else reject(new AxiosError('Refused', undefined, response.config, undefined, response))
}
