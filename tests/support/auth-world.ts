import type { AuthSettings } from '@/auth/backends/auth-settings'
import { joinUrl } from '@/auth/backends/join-url'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { resolveProfile } from '@/auth/backends/resolve-profile'
import { createAudience } from '@/auth/core/audience'
import { AuthClient } from '@/auth/core/auth-client'
import { AuthUnavailableError } from '@/auth/core/errors'
import { noneModel, pairModel, singleModel } from '@/auth/core/models'
import { emptyLedger } from '@/auth/core/ledger'
import type { Ledger } from '@/auth/core/ledger'
import type { AuthPorts, HandOverHint, LedgerStore } from '@/auth/core/ports'
import type { TabMessage } from '@/auth/core/tab-message'
import type { Transport, TransportRequest } from '@/auth/core/transport'
import { MockBackend } from '@/mocks/mock-backend'
import type { MockResponse } from '@/mocks/mock-http'
import type { MockSettings } from '@/mocks/settings'
import { legacyDefaults, simpleJwtDefaults } from '@/mocks/settings'
import type { Trouble } from '@/mocks/trouble'
import { FakeClock } from './fake-clock'

export const apiBaseUrl = 'https://api.example.com'
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
  /** What was sent, in the order of the log. */
  readonly bodies: string[] = []
  readonly shared = createTestStore({ isShared: true })
  readonly hint = createTestHint()
  fault: Fault = () => null
  /** Whether the browser has locks; here nobody waits for one, so that every race can be had. */
  hasLocks = true
  /** Holds back the answer to a request that the server has dealt with already. */
  holdAnswer: (status: number) => Promise<void> = () => Promise.resolve()
  /** Whether messages between the tabs get lost. */
  losesMessages = false
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
      now: () => this.clock.now() + this.serverAheadMs,
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
  openTab({ tabStore = createTestStore({ isShared: false }) } = {}): Tab {
    return new Tab(this, tabStore, this.#profileSettings())
  }

  readonly transport: Transport = async (request) => {
    const fault = await this.fault(request)
    if (fault === 'no-answer') {
      this.#record(request, 0)
      throw new AuthUnavailableError(null)
    }
    const answer = fault ?? this.#answer(request)
    await this.holdAnswer(answer.status)
    this.#record(request, answer.status)
    return { ...answer, header: (name) => answer.headers[name] ?? null }
  }

  readonly newId = () => `id-${String((this.#ids += 1)).padStart(6, '0')}`

  createChannel() {
    const own = new Set<(message: TabMessage) => void>()
    return {
      post: (message: TabMessage) => {
        if (this.losesMessages) return
        for (const listener of this.#listeners) if (!own.has(listener)) listener(message)
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

const models = { pair: pairModel, single: singleModel, none: noneModel }

/** One tab of the browser. */
export class Tab {
  readonly client: AuthClient
  readonly #world: AuthWorld
  readonly #pageListeners = new Set<() => void>()
  #isVisible = true

  constructor(world: AuthWorld, tabStore: LedgerStore, settings: AuthSettings) {
    this.#world = world
    const profile = resolveProfile(settings)
    const ports: AuthPorts = {
      api: new ProfileAuthApi(profile, apiBaseUrl, world.transport),
      sharedStore: world.shared,
      tabStore,
      hint: world.hint,
      runExclusive: (task) => task(world.hasLocks),
      channel: world.createChannel(),
      page: {
        isVisible: () => this.#isVisible,
        onChange: (listener) => {
          this.#pageListeners.add(listener)
          return () => this.#pageListeners.delete(listener)
        },
      },
      clock: world.clock,
      randomness: { id: world.newId, fraction: () => 0.5 },
    }
    this.client = new AuthClient(ports, {
      model: profile.endpoints.refresh ? models[profile.model] : noneModel,
      leewaySeconds: profile.leeway,
      audience: createAudience({
        apiBaseUrl,
        pageUrl: 'https://app.example.com/',
        origins: [],
        anonymousUrls: [joinUrl(apiBaseUrl, profile.endpoints.obtain.url)],
      }),
      header: { name: 'Authorization', prefix: profile.transport.prefix },
    })
  }

  get session() {
    return this.client.snapshot.session
  }

  get pageListeners(): number {
    return this.#pageListeners.size
  }

  /** The access token, or `undefined` while nobody is signed in. */
  get token(): string | undefined {
    return this.session.status === 'authenticated' ? this.session.accessToken : undefined
  }

  /** The page is hidden, shown, back online or out of the page cache. */
  changePage({ isVisible }: { readonly isVisible: boolean }): void {
    this.#isVisible = isVisible
    for (const listener of this.#pageListeners) listener()
  }

  /** Asks the API something, the way an interceptor would; answers the status. */
  async request(path = '/posts/'): Promise<number> {
    const authorization = await this.client.authorize(apiBaseUrl + path)
    const { status } = await this.#world.transport({
      method: 'GET',
      url: apiBaseUrl + path,
      headers: authorization ? { [authorization.header.name]: authorization.header.value } : {},
      body: null,
      keepalive: false,
    })
    return status
  }
}

/** A store in memory that a test can look into and break. */
export function createTestStore({ isShared }: { readonly isShared: boolean }) {
  const store = {
    isShared,
    ledger: emptyLedger,
    isBroken: false,
    /** Awaited before each read and write. */
    gate: Promise.resolve(),
    read: async () => {
      await store.gate
      if (store.isBroken) throw new Error('The storage is broken')
      return store.ledger
    },
    transact: async (decide: (stored: Ledger) => Ledger) => {
      await store.gate
      if (store.isBroken) throw new Error('The storage is broken')
      store.ledger = decide(store.ledger)
      return store.ledger
    },
  }
  return store
}

function createTestHint(): HandOverHint {
  let isSet = false
  return {
    isSet: () => isSet,
    set: () => {
      isSet = true
    },
    clear: () => {
      isSet = false
    },
  }
}
