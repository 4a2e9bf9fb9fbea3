import { answerUnder } from './answer-under'
import { calm, settingsUnder } from './conditions'
import type { Conditions } from './conditions'
import { causeInIndexedDb, changeConditions, handleInIndexedDb } from './indexed-db-state'
import { MockBackend } from './mock-backend'
import type { MockRequest, MockResponse } from './mock-http'
import type { MockSettings } from './settings'
import type { Trouble } from './trouble'
import {
  endSessions,
  expireAccessTokens,
  forgetFailedLogins,
  revokeRefreshTokens,
  throttleLogins,
} from './trouble'
import type { Act, TroubleControl } from './trouble-control'

/** What a {@link MockServer} needs. */
export interface MockServerOptions {
  readonly settings: MockSettings
  /** The tabs that share a server share its name. */
  readonly databaseName: string
  /** Milliseconds since the epoch, by this computer's clock. */
  readonly now: () => number
  /** Resolves after that many ms. */
  readonly wait: (ms: number) => Promise<void>
}

/** The mock backend as the tabs of a browser share it: its state, and its trouble, are in IndexedDB. */
export class MockServer implements TroubleControl {
  readonly canRotate: boolean
  readonly #options: MockServerOptions

  constructor(options: MockServerOptions) {
    this.#options = options
    this.canRotate = options.settings.dialect === 'simplejwt'
  }

  /** @returns `null` when there is no answer */
  async respond(request: MockRequest): Promise<MockResponse | null> {
    const { databaseName, wait } = this.#options
    const conditions = await this.conditions()
    const backend = this.#backendUnder(conditions)
    return answerUnder(conditions, () => handleInIndexedDb(backend, request, databaseName), wait)
  }

  conditions(): Promise<Conditions> {
    return this.change({})
  }

  change(changes: Partial<Conditions>): Promise<Conditions> {
    return changeConditions(changes, this.#options.databaseName)
  }

  async cause(act: Act): Promise<void> {
    const conditions = await this.conditions()
    await this.#cause(this.#troubleOf(act, this.#nowUnder(conditions)))
  }

  async reset(): Promise<Conditions> {
    await this.#cause(forgetFailedLogins)
    return this.change(calm)
  }

  #cause(trouble: Trouble): Promise<void> {
    return causeInIndexedDb(this.#backendUnder(calm), trouble, this.#options.databaseName)
  }

  #troubleOf(act: Act, nowMs: number): Trouble {
    switch (act) {
      case 'expire-access-tokens':
        return expireAccessTokens
      case 'revoke-refresh-tokens':
        return revokeRefreshTokens
      case 'end-sessions':
        return endSessions
      case 'throttle-logins':
        return throttleLogins(this.#options.settings.throttle, nowMs)
    }
  }

  #backendUnder(conditions: Conditions): MockBackend {
    const settings = settingsUnder(conditions, this.#options.settings)
    return new MockBackend({ settings, now: () => this.#nowUnder(conditions) })
  }

  #nowUnder({ clockAheadMs }: Conditions): number {
    return this.#options.now() + clockAheadMs
  }
}
