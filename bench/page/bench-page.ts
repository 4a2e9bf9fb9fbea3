import { isAxiosError, isCancel } from 'axios'
import { openers } from './clients'
import { users } from './contract'
import type { Answer, ApiDialect, Client, ClientName, RequestPlan, Username } from './contract'
import { measureCost } from './cost'
import { readAuthorization, runStorm } from './storm'
import type { StormPlan } from './storm'

/** What a page of the bench does for those who steer it. One client lives in it. */
export class BenchPage {
  #client: Client | null = null
  readonly #abort = new AbortController()

  async open(name: ClientName, dialect: ApiDialect): Promise<void> {
    this.#client = await openers[name](dialect)
  }

  login = (name: Username) => this.#opened.login(users[name])
  logout = () => this.#opened.logout()
  isSignedIn = async () => await this.#opened.isSignedIn()
  abort = () => this.#abort.abort()

  /** Sends all at once. Those that have not settled after `boundMs` are said to hang. */
  send(plans: readonly RequestPlan[], boundMs: number): Promise<Answer[]> {
    return Promise.all(plans.map((plan) => settled(this.#sendOne(plan), boundMs)))
  }

  readAuthorization = () => readAuthorization(this.#opened.http)
  storm = (plan: StormPlan) => runStorm(this.#opened.http, plan)
  cost = measureCost

  get #opened(): Client {
    if (!this.#client) throw new Error('open() comes first')
    return this.#client
  }

  #sendOne({ url, isLogin, isAbortable }: RequestPlan): Promise<unknown> {
    const { http, loginRequest } = this.#opened
    if (isLogin) return http.post(url, { username: 'ada', password: 'wrong' }, loginRequest)
    return http.get(url, isAbortable ? { signal: this.#abort.signal } : {})
  }
}

declare global {
  interface Window {
    readonly bench: BenchPage
  }
}

async function settled(sending: Promise<unknown>, boundMs: number): Promise<Answer> {
  const hung = new Promise<Answer>((resolve) => {
    setTimeout(() => resolve({ kind: 'hung', status: null }), boundMs)
  })
  return Promise.race([sending.then(() => ({ kind: 'ok' as const, status: 200 }), failure), hung])
}

function failure(error: unknown): Answer {
  if (isCancel(error)) return { kind: 'aborted', status: null }
  return {
    kind: 'failed',
    status: isAxiosError(error) ? (error.response?.status ?? null) : null,
  }
}

Object.defineProperty(window, 'bench', { value: new BenchPage() })
