import { isAxiosError, isCancel } from 'axios'
import type { AxiosResponse } from 'axios'
import axiosRetry from 'axios-retry'
import { openers } from './clients'
import { fileText, users } from './contract'
import type { Answer, ApiDialect, Client, ClientName, RequestPlan, Username } from './contract'
import { measureCost } from './cost'
import { readAuthorization, runStorm } from './storm'
import type { StormPlan } from './storm'

/** What a page of the bench does for those who steer it. One client lives in it, or one for each of two APIs. */
export class BenchPage {
  #client: Client | null = null
  #second: Client | null = null
  readonly #abort = new AbortController()

  async open(name: ClientName, dialect: ApiDialect): Promise<void> {
    this.#client = await openers[name](dialect)
  }

  /** Another API, on the same instance. */
  async openSecond(name: ClientName, dialect: ApiDialect): Promise<void> {
    this.#second = await openers[name](dialect, this.#opened.http)
  }

  /** Requests that fail for the server's sake are sent again, by a library that apps use for it. */
  retryAfter(delayMs: number): void {
    axiosRetry(this.#opened.http, { retries: 1, retryDelay: () => delayMs })
  }

  login = (name: Username) => this.#opened.login(users[name])
  loginAtSecond = async (name: Username) => await this.#second?.login(users[name])
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

  async #sendOne({ url, isLogin, isAbortable, isDownload }: RequestPlan): Promise<unknown> {
    const { http, loginRequest } = this.#opened
    if (isLogin) return http.post(url, { username: 'ada', password: 'wrong' }, loginRequest)
    if (isDownload) return expectFile(await http.get<unknown>(url, { responseType: 'blob' }))
    const { data } = await http.get<unknown>(url, isAbortable ? { signal: this.#abort.signal } : {})
    return data
  }
}

declare global {
  interface Window {
    readonly bench: BenchPage
  }
}

async function settled(sending: Promise<unknown>, boundMs: number): Promise<Answer> {
  const hung = new Promise<Answer>((resolve) => {
    setTimeout(() => resolve({ kind: 'hung', status: null, owner: null }), boundMs)
  })
  return Promise.race([sending.then(success, failure), hung])
}

function success(data: unknown): Answer {
  const { owner = null } = (data ?? {}) as { readonly owner?: string | null }
  return { kind: 'ok', status: 200, owner }
}

function failure(error: unknown): Answer {
  if (isCancel(error)) return { kind: 'aborted', status: null, owner: null }
  return {
    kind: 'failed',
    status: isAxiosError(error) ? (error.response?.status ?? null) : null,
    owner: null,
  }
}

async function expectFile({ data }: AxiosResponse<unknown>): Promise<void> {
  const text = data instanceof Blob ? await data.text() : null
  if (text !== fileText) throw new Error('This is not the file.')
}

Object.defineProperty(window, 'bench', { value: new BenchPage() })
