import type { AuthSettings } from '@/auth/backends/auth-settings'
import { AuthUnavailableError } from '@/auth/core/errors'
import type { TabMessage } from '@/auth/core/tab-message'
import type { Transport, TransportRequest } from '@/auth/core/transport'
import { MockBackend } from '@/mocks/mock-backend'
import type { MockResponse } from '@/mocks/mock-http'
import type { MockSettings } from '@/mocks/settings'
import { legacyDefaults, simpleJwtDefaults } from '@/mocks/settings'
import type { Trouble } from '@/mocks/trouble'
import { FakeClock } from './fake-clock'
import { apiBaseUrl, Tab } from './tab'
import type { TabOptions } from './tab'
import type { TestLock } from './test-lock'
import { createTestHint, createTestStore } from './test-store'

export { apiBaseUrl, createTestStore }
export type { Tab }
export const credentials = { username: 'demo', password: 'demo' }

/** What the server of a test does instead of answering. */
type Fault = (
  request: TransportRequest,
) => MockResponse | Promise<MockResponse> | 'no-answer' | null

export interface AuthWorldOptions {
  readonly settings?: Partial<MockSettings>
  readonly dialect?: MockSettings['dialect']
  readonly auth?: Partial<AuthSettings>
}

/** One server, one clock, one browser; as many tabs as a test opens. */
export class AuthWorld {
  readonly clock = new FakeClock()
  /** `METHOD path status`, in the order of the answers. */
  readonly log: string[] = []
  /** What was asked, in the order of the questions. */
  readonly requests: TransportRequest[] = []
  /** What was sent, in the order of the log. */
  readonly bodies: string[] = []
  readonly shared = createTestStore({ isShared: true })
  readonly hint = createTestHint()
  fault: Fault = () => null
  /** Whether the browser has locks; here nobody waits for one, so that every race can be had. */
  hasLocks = true
  /** A lock that tabs do wait for, for those that are opened from now on. */
  lock: TestLock | null = null
  /** What chance brings, from 0 to 1. */
  fraction = 0.5
  /** Holds back the answer to a request that the server has dealt with already. */
  holdAnswer: (status: number, request: TransportRequest) => Promise<void> = () => Promise.resolve()
  /** Whether messages between the tabs get lost. */
  losesMessages = false
  /** How long a message between the tabs takes. */
  messageDelayMs = 0
  /** Whether each new id comes before those that were there. */
  idsDescend = false
  /** How far the server's clock is ahead of this machine's. */
  serverAheadMs = 0
  readonly #dialect: MockSettings['dialect']
  readonly #auth: Partial<AuthSettings>
  readonly #backend: MockBackend
  readonly #listeners = new Set<(message: TabMessage) => void>()
  #state
  #ids = 0

  constructor({ settings = {}, dialect = 'simplejwt', auth = {} }: AuthWorldOptions = {}) {
    this.#dialect = dialect
    this.#auth = auth
    const defaults = dialect === 'simplejwt' ? simpleJwtDefaults : legacyDefaults
    this.#backend = new MockBackend({
      settings: Object.assign({}, defaults, settings),
      now: () => this.clock.trueNow() + this.serverAheadMs,
    })
    this.#state = this.#backend.restoreState()
  }

  /** Something happens on the server, as `cause(deactivateUser('demo'))`. */
  cause(trouble: Trouble): void {
    this.#state = trouble(this.#state)
  }

  countOf(entry: RegExp): number {
    return this.log.filter((line) => entry.test(line)).length
  }

  /** Opens a tab: a client over the ports of this world. */
  openTab(options: Partial<TabOptions> = {}): Tab {
    const tabStore = createTestStore({ isShared: false })
    return new Tab(this, { tabStore, settings: this.#profileSettings(), ...options })
  }

  readonly transport: Transport = async (request) => {
    this.requests.push(request)
    const fault = await this.fault(request)
    if (fault === 'no-answer') {
      this.#record(request, 0)
      throw new AuthUnavailableError(null)
    }
    const answer = fault ?? this.#answer(request)
    await this.holdAnswer(answer.status, request)
    this.#record(request, answer.status)
    return { ...answer, header: (name) => answer.headers[name] ?? null }
  }

  readonly newId = () => {
    this.#ids += 1
    const number = this.idsDescend ? 999_999 - this.#ids : this.#ids
    return `id-${String(number).padStart(6, '0')}`
  }

  createChannel() {
    const own = new Set<(message: TabMessage) => void>()
    return {
      post: (message: TabMessage) => {
        const deliver = () => {
          for (const listener of this.#listeners) if (!own.has(listener)) listener(message)
        }
        if (this.losesMessages) return
        if (this.messageDelayMs === 0) deliver()
        else this.clock.after(this.messageDelayMs, deliver)
      },
      listen: (listener: (message: TabMessage) => void) => {
        this.#listeners.add(listener)
        own.add(listener)
        return () => this.#listeners.delete(listener)
      },
    }
  }

  get channelListeners(): number {
    return this.#listeners.size
  }

  #profileSettings(): AuthSettings {
    const isPair = this.#dialect === 'simplejwt'
    return {
      profile: isPair ? 'simplejwt' : 'djangorestframework-jwt',
      endpoints: { user: '/user/', ...(isPair && { logout: '/api/token/blacklist/' }) },
      ...this.#auth,
    }
  }

  #answer({ method, url, headers, body }: TransportRequest): MockResponse {
    const { pathname, search } = new URL(url)
    const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
    const { response, state } = this.#backend.handle(
      {
        method,
        path: pathname + search,
        headers: Object.fromEntries(lowerCase) as Record<string, string>,
        body: body ?? '',
        baseUrl: apiBaseUrl,
      },
      this.#state,
    )
    this.#state = state
    return response
  }

  #record({ method, url, body }: TransportRequest, status: number): void {
    this.bodies.push(body ?? '')
    this.log.push(`${method} ${new URL(url).pathname} ${status}`)
  }
}
