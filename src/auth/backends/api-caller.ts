import { ConfigurationError } from '../core/errors'
import { failedCall } from '../core/failed-call'
import type { FailedCall } from '../core/failed-call'
import type { ApiRequest } from '../core/request-gate'
import type { Transport, TransportRequest, TransportResponse } from '../core/transport'
import type { AuthCall } from './auth-calls'
import type { CsrfProof } from './csrf-proof'
import { joinUrl } from './join-url'
import type { JsonObject } from './json-body'
import type { Encoding, Profile } from './profile'
import { flawOfUrl, isBodiless, requireBuildable } from './request-flaw'

/** Sends the calls of a profile: with its constant headers, its proofs and its addresses. */
export class ApiCaller {
  readonly #profile: Profile
  readonly #apiBaseUrl: string
  readonly #transport: Transport
  readonly #csrf: CsrfProof | null

  constructor(profile: Profile, apiBaseUrl: string, transport: Transport, csrf: CsrfProof | null) {
    this.#profile = profile
    this.#apiBaseUrl = apiBaseUrl
    this.#transport = transport
    this.#csrf = csrf
  }

  /**
   * @throws AuthUnavailableError without an answer; UnexpectedAnswerError when a hook fails; ConfigurationError for a
   *   request that cannot be built
   */
  async send(call: AuthCall): Promise<TransportResponse> {
    const { method, url } = this.requestOf(call)
    const content = encode(call)
    const request: TransportRequest = {
      method,
      url,
      headers: {
        Accept: 'application/json',
        ...this.#profile.headers,
        ...content.headers,
        ...(call.csrf && (await this.#csrf?.headersFor({ method, url }, call.csrf))),
        ...(await this.#profile.hooks?.headers?.({ method, url })),
        ...call.headers,
      },
      body: content.text,
      keepalive: call.keepalive ?? false,
    }
    requireBuildable(request, call.setting)
    return await this.#transport(request)
  }

  /** A call and its answer, for whoever has to find out what is wrong. */
  describe(call: AuthCall, response: TransportResponse): FailedCall {
    return failedCall(this.requestOf(call), response)
  }

  /** Where a call goes. */
  requestOf(call: AuthCall): ApiRequest {
    return { method: call.endpoint.method, url: this.#addressOf(call) }
  }

  /** @throws ConfigurationError where that is no URL */
  #addressOf({ setting, endpoint, query = {} }: AuthCall): string {
    const base = this.#profile.hooks?.baseUrl?.() ?? this.#apiBaseUrl
    const joined = joinUrl(base, endpoint.url)
    const flaw = flawOfUrl(joined)
    if (flaw) throw new ConfigurationError([{ key: setting, ...flaw }])
    const address = new URL(joined)
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
    return address.href
  }
}

function encode({ endpoint, body = null, encoding = 'json' }: AuthCall): Content {
  if (body === null || typeof body === 'string') return { text: body, headers: {} }
  const isEmpty = Object.keys(body).length === 0
  if (isEmpty && isBodiless(endpoint.method)) return { text: null, headers: {} }
  return contents[encoding](body)
}

interface Content {
  readonly text: string | null
  readonly headers: Readonly<Record<string, string>>
}

const contents: Readonly<Record<Encoding, (body: JsonObject) => Content>> = {
  json: (body) => ({
    text: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  }),
  form: (body) => {
    const fields = Object.entries(body).map(([key, value]) => [key, String(value)])
    return {
      text: new URLSearchParams(fields).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    }
  },
}
