import { jwtDecode } from 'jwt-decode'
import type { MockAccount } from '@/mocks/accounts'
import { MockBackend } from '@/mocks/mock-backend'
import type { MockRequest, MockResponse } from '@/mocks/mock-http'
import type { MockState } from '@/mocks/mock-state'
import type { MockSettings } from '@/mocks/settings'
import { deactivateUser, deleteUser } from '@/mocks/trouble'
import type { Exchange } from '../../recorded/recording'

/** Where the replayed API is; recorded links are rewritten to it. */
export const replayBaseUrl = 'http://api.example'

const jwtPattern = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/g

/** Puts the requests of one recording to a {@link MockBackend}, at the time they were recorded. */
export class Replay {
  readonly #settings: MockSettings
  readonly #accounts: readonly MockAccount[]
  /** The mock's token for each recorded one. */
  readonly #tokens = new Map<string, string>()
  #nowMs = 0
  #state: MockState

  constructor(settings: MockSettings, accounts: readonly MockAccount[]) {
    this.#settings = settings
    this.#accounts = accounts
    this.#state = this.#backend(settings).restoreState()
  }

  /** Sends a recorded request, with the mock's tokens in place of the recorded ones. */
  send(exchange: Exchange): MockResponse {
    const request = this.#translate(exchange)
    const settings = settingsOf(exchange.case, this.#settings)
    this.#nowMs = Date.parse(exchange.response.headers['Date'] ?? '')

    const before = this.#state
    const trouble = troubleOf(exchange.case)
    const { response, state } = this.#backend(settings).handle(request, trouble(before))
    this.#state = trouble(before) === before ? state : before
    this.#pairTokens(exchange, response)
    return response
  }

  #backend(settings: MockSettings): MockBackend {
    return new MockBackend({ settings, accounts: this.#accounts, now: () => this.#nowMs })
  }

  #translate({ request }: Exchange): MockRequest {
    const swap = (text: string) => text.replace(jwtPattern, (token) => this.#tokenFor(token))
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
      name.toLowerCase(),
      swap(value),
    ])
    return {
      method: request.method,
      path: request.path,
      headers: Object.fromEntries(headers),
      body: swap(request.body ?? ''),
      baseUrl: replayBaseUrl,
    }
  }

  #tokenFor(recorded: string): string {
    const token = this.#tokens.get(recorded) ?? this.#tamper(recorded) ?? this.#obtain(recorded)
    this.#tokens.set(recorded, token)
    return token
  }

  /** Two recorded tokens with the same claims and other signatures: the later was tampered with. */
  #tamper(recorded: string): string | null {
    for (const [original, token] of this.#tokens) {
      if (signingInputOf(original) === signingInputOf(recorded)) return `${token.slice(0, -4)}AAAA`
    }
    return null
  }

  /** Logs in when the recorded token was issued, and takes the token of the same role. */
  #obtain(recorded: string): string {
    const { token_type, user_id, iat, orig_iat } = jwtDecode<RecordedClaims>(recorded)
    this.#nowMs = (iat ?? orig_iat ?? 0) * 1000
    const account = this.#accounts.find(({ profile }) => String(profile.id) === String(user_id))
    const { response, state } = this.#backend(this.#settings).handle(
      {
        method: 'POST',
        path: this.#settings.dialect === 'simplejwt' ? '/api/token/' : '/auth/obtain_token/',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: account?.profile.username, password: account?.password }),
        baseUrl: replayBaseUrl,
      },
      this.#state,
    )
    this.#state = state
    return tokensIn(response.body)[token_type ?? 'token'] ?? ''
  }

  #pairTokens({ response }: Exchange, answer: MockResponse): void {
    const tokens = tokensIn(answer.body)
    for (const [key, recorded] of Object.entries(tokensIn(response.body))) {
      const token = tokens[key]
      if (token !== undefined) this.#tokens.set(recorded, token)
    }
  }
}

interface RecordedClaims {
  readonly token_type?: 'access' | 'refresh'
  readonly user_id: number | string
  readonly iat?: number
  readonly orig_iat?: number
}

/** The tokens of a JSON body by their key. */
export function tokensIn(body: string): Readonly<Record<string, string>> {
  const pairs = [...body.matchAll(/"(\w+)": ?"(eyJ[^"]+)"/g)]
  return Object.fromEntries(pairs.map(([, key = '', token = '']) => [key, token]))
}

function signingInputOf(token: string): string {
  return token.slice(0, token.lastIndexOf('.'))
}

/** Some cases were recorded from a second server, with another setting and the same key. */
function settingsOf(name: string, settings: MockSettings): MockSettings {
  if (settings.dialect === 'simplejwt') return settings
  if (name.startsWith('norefresh-')) return { ...settings, allowRefresh: false }
  if (!name.startsWith('otherprefix-')) return settings
  return { ...settings, prefix: settings.prefix === 'JWT' ? 'Bearer' : 'JWT' }
}

function troubleOf(name: string): (state: MockState) => MockState {
  if (name.endsWith('-of-deactivated-user')) return deactivateUser('ghost')
  if (name.endsWith('-of-deleted-user')) return deleteUser('ghost')
  return (state) => state
}
