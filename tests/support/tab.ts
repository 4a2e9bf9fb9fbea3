import type { AuthSettings } from '@/auth/backends/auth-settings'
import { joinUrl } from '@/auth/backends/join-url'
import type { Profile } from '@/auth/backends/profile'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { resolveProfile } from './resolve-profile'
import { createScopeOf } from '@/auth/core/request-scope'
import { AuthClient } from '@/auth/core/auth-client'
import { noneModel, pairModel, singleModel } from '@/auth/core/models'
import type { SessionModel } from '@/auth/core/models'
import type { AuthApi, AuthPorts, LedgerStore, RunExclusive } from '@/auth/core/ports'
import type { AuthWorld } from './auth-world'
import { TabLife } from './tab-life'

export const apiBaseUrl = 'https://api.example.com'

export interface TabOptions {
  readonly tabStore: LedgerStore
  readonly settings: AuthSettings
  /** Stands in for the API, or before it. */
  readonly api?: (real: AuthApi) => AuthApi
  /** In place of the model of the profile. */
  readonly model?: SessionModel
  readonly idleTimeoutSeconds?: number
}

const models = { pair: pairModel, single: singleModel, none: noneModel }

/** One tab of the browser. */
export class Tab {
  readonly client: AuthClient
  readonly #world: AuthWorld
  readonly #life = new TabLife()
  readonly #pageListeners = new Set<() => void>()
  readonly #openedAtMs: number
  #isVisible = true

  constructor(world: AuthWorld, options: TabOptions) {
    const { tabStore, settings, api = (real) => real, model, idleTimeoutSeconds } = options
    this.#world = world
    this.#openedAtMs = world.clock.now()
    const profile = resolveProfile(settings)
    const real = new ProfileAuthApi(profile, apiBaseUrl, world.transport, { now: world.clock.now })
    const ports = this.#portsOf(api(real))
    this.client = new AuthClient(this.#life.bind({ ...ports, tabStore }), {
      model: model ?? modelOf(profile),
      leewaySeconds: profile.leeway,
      scopeOf: createScopeOf({
        apiBaseUrl,
        origins: [],
        anonymousUrls: [joinUrl(apiBaseUrl, profile.endpoints.obtain.url)],
      }),
      header: { name: 'Authorization', prefix: profile.transport.prefix },
      ...(idleTimeoutSeconds !== undefined && { idleTimeoutSeconds }),
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
    const { session } = this
    return session.status === 'authenticated' ? (session.accessToken ?? undefined) : undefined
  }

  /** The page is hidden, shown, back online or out of the page cache. */
  changePage({ isVisible }: { readonly isVisible: boolean }): void {
    this.#isVisible = isVisible
    for (const listener of this.#pageListeners) listener()
  }

  /** The tab is gone, in the middle of whatever it does. */
  crash(): void {
    this.#life.crash()
  }

  /** The browser stops the tab as it is, until it thaws. */
  freeze(): void {
    this.#life.freeze()
  }

  async thaw(): Promise<void> {
    await this.#life.thaw()
  }

  /** Asks the API something, the way an interceptor would; answers the status. */
  async request(path = '/posts/'): Promise<number> {
    const authorization = await this.client.authorize({ method: 'GET', url: apiBaseUrl + path })
    const { status } = await this.#world.transport({
      method: 'GET',
      url: apiBaseUrl + path,
      headers: authorization?.headers ?? {},
      body: null,
      keepalive: false,
    })
    return status
  }

  #portsOf(api: AuthApi): Omit<AuthPorts, 'tabStore'> {
    const world = this.#world
    return {
      api,
      sharedStore: world.shared,
      hint: world.hint,
      runExclusive: this.#lock(),
      channel: world.createChannel(),
      page: {
        openedAtMs: this.#openedAtMs,
        isVisible: () => this.#isVisible,
        onChange: (listener) => {
          this.#pageListeners.add(listener)
          return () => this.#pageListeners.delete(listener)
        },
      },
      clock: world.clock,
      randomness: { id: world.newId, fraction: () => world.fraction },
    }
  }

  #lock(): RunExclusive {
    const { lock } = this.#world
    return lock ? lock.forTab(this.#life.ended) : (task) => task(this.#world.hasLocks)
  }
}

function modelOf({ endpoints, model }: Profile): SessionModel {
  return endpoints.refresh ? models[model] : noneModel
}
