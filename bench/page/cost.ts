import axios from 'axios'
import type { AxiosInstance } from 'axios'
import { openers } from './clients'
import { clientNames, users } from './contract'
import type { ApiDialect, ClientName } from './contract'
import { createStubApi } from './stub-adapter'

/** What costs are compared with. */
export const bareAxios = 'bare Axios'

/** The least that puts a token on a request: one interceptor that sets a header to a text of that length. */
export const headerInterceptor = 'a header interceptor'

/** How often to measure. */
export interface CostPlan {
  readonly rounds: number
  /** Requests of each client per round, one after another. */
  readonly requests: number
  /** Real requests to the server of this page, instead of a stub that answers at once. */
  readonly isReal: boolean
}

/** Microseconds per request in one round, by client. */
export type CostRound = Readonly<
  Record<ClientName | typeof bareAxios | typeof headerInterceptor, number>
>

/** All clients in one page, signed in with a good token, in turns; each round begins with another one. */
export async function measureCost(dialect: ApiDialect, plan: CostPlan): Promise<CostRound[]> {
  const measured = [
    ...(await signedIn(dialect)),
    { name: bareAxios, http: axios.create() },
    { name: headerInterceptor, http: withHeader(dialect) },
  ]
  // All of them join the same base with the same path.
  for (const { http } of measured) http.defaults.baseURL = location.origin
  if (!plan.isReal) measured.forEach(({ http }) => answerAtOnce(http))
  for (const { http } of measured) await timeOf(http, plan.requests)

  const rounds: CostRound[] = []
  for (let round = 0; round < plan.rounds; round += 1) {
    const cost: Record<string, number> = {}
    for (const { name, http } of inTurn(measured, round)) {
      cost[name] = (1000 * (await timeOf(http, plan.requests))) / plan.requests
    }
    rounds.push(cost as CostRound)
  }
  return rounds
}

async function signedIn(dialect: ApiDialect): Promise<{ name: string; http: AxiosInstance }[]> {
  const opened = []
  for (const name of clientNames) {
    const client = await openers[name](dialect)
    await client.login(users.ada)
    opened.push({ name, http: client.http })
  }
  return opened
}

function withHeader({ tokenHeader: { name, prefix } }: ApiDialect): AxiosInstance {
  const http = axios.create()
  const value = `${prefix} ${'of-nobody.'.repeat(20)}`.trimStart()
  http.interceptors.request.use((config) => {
    config.headers.set(name, value)
    return config
  })
  return http
}

function answerAtOnce(http: AxiosInstance): void {
  http.defaults.adapter = createStubApi({ isRefused: () => false, latencyMs: null }).adapter
}

async function timeOf(http: AxiosInstance, requests: number): Promise<number> {
  const begin = performance.now()
  for (let index = 0; index < requests; index += 1) await http.get(`/api/open/${index}/`)
  return performance.now() - begin
}

/** Begins with another one each time, and goes the other way every second time. */
function inTurn<Item>(items: readonly Item[], round: number): Item[] {
  const first = round % items.length
  const turned = [...items.slice(first), ...items.slice(0, first)]
  return round % 2 === 0 ? turned : turned.reverse()
}
