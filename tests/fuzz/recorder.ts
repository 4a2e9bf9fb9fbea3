import type { AxiosAdapter, InternalAxiosRequestConfig } from 'axios'
import { Axios, AxiosHeaders } from 'axios'
import type { RequestCase } from './request-cases'

/** A request as a browser would have opened it. */
export interface SentRequest {
  /** Absolute. */
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  /** Whether a redirect has led there. */
  readonly isRedirected: boolean
}

type FirstRequest = Omit<SentRequest, 'isRedirected'>

/**
 * Stands in for the network: notes each request that leaves, and follows redirects as browsers do. Addresses are
 * resolved against the base of the page, by the URL parser of the platform.
 */
export class Recorder {
  readonly sent: SentRequest[] = []
  #redirect: RequestCase['redirect'] = null

  /** Forgets what was sent. @param redirect - where the answer to the next requests leads */
  begin(redirect: RequestCase['redirect']): void {
    this.sent.length = 0
    this.#redirect = redirect
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const { url, headers, body, redirect } = request
    const text = body ? await request.text() : ''
    const isHeld = this.open({ url, headers: [...headers], body: text }, redirect)
    return isHeld ? opaqueRedirect() : new Response('{}', { headers: json })
  }

  /** The last adapter of Axios, with Axios' own idea of the URL. */
  readonly adapter: AxiosAdapter = async (config) => {
    const mode = config.maxRedirects === 0 ? 'manual' : 'follow'
    const body = typeof config.data === 'string' ? config.data : ''
    const isHeld = this.open({ url: addressOf(config), headers: listed(config), body }, mode)
    return { data: {}, status: isHeld ? 302 : 200, statusText: '', headers: {}, config }
  }

  /** @returns whether a redirect was not followed. @throws TypeError where a browser would */
  open({ url, headers, body }: FirstRequest, mode: RequestRedirect): boolean {
    const from = new URL(url, document.baseURI)
    this.sent.push({ url: from.href, headers, body, isRedirected: false })
    if (!this.#redirect || mode === 'manual') return this.#redirect !== null
    if (mode === 'error') throw new TypeError('Failed to fetch')
    const { status, location } = this.#redirect
    const to = new URL(location, from)
    const isFar = to.origin !== from.origin
    this.sent.push({
      url: to.href,
      // Fetch, section 4.4: this one header is taken off, and no other.
      headers: headers.filter(([name]) => !(isFar && name.toLowerCase() === 'authorization')),
      body: status === 307 ? body : '',
      isRedirected: true,
    })
    return false
  }
}

const json = { 'Content-Type': 'application/json' }

/** What browsers show of a redirect that is not to be followed. */
function opaqueRedirect(): Response {
  return Object.defineProperties(new Response(null), {
    status: { value: 0 },
    type: { value: 'opaqueredirect' },
  })
}

const addresses = new Axios({})

function addressOf(config: InternalAxiosRequestConfig): string {
  return addresses.getUri(config)
}

function listed({ headers }: InternalAxiosRequestConfig): [string, string][] {
  return Object.entries(new AxiosHeaders(headers).toJSON()).map(([name, value]) => [
    name,
    String(value),
  ])
}
