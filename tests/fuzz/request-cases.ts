import { Chance, seedOf } from '../simulation/machine/chance'
import { foreignOrigin, fuzzedApis } from './apis'
import type { FuzzedApi } from './apis'
import { generatePlainPath, generateUrl } from './urls'
import type { Site } from './urls'

/** One request of an app, in the options of Axios. `fetch` gets those that it knows. */
export interface RequestCase {
  readonly api: FuzzedApi
  readonly url: string
  readonly isUrlObject: boolean
  readonly baseURL: string | null
  readonly allowAbsoluteUrls: boolean
  readonly params: object | null
  readonly paramsSerializer: (() => string) | null
  readonly method: 'GET' | 'POST'
  /** Whether the app watches the upload, which XMLHttpRequest alone can tell of. */
  readonly watchesUpload: boolean
  /** The `href` of a `<base>` in the page. */
  readonly baseHref: string | null
  /** How a server answers that leads elsewhere. */
  readonly redirect: { readonly status: 302 | 307; readonly location: string } | null
  /** Which senders get a URL that nobody could doubt: only Axios knows `baseURL`. */
  readonly plainFor: 'nobody' | 'axios' | 'all'
}

/** The request of that index, the same for the same seed. */
export function generateRequest(seed: number, index: number): RequestCase {
  const chance = new Chance(seedOf(seed, index))
  const api = chance.pick('api', fuzzedApis)
  const plain = chance.isHit('plain with baseURL', 0.1)
  return {
    api,
    method: chance.isHit('post', 0.2) ? 'POST' : 'GET',
    baseHref: chance.isHit('base', 0.4) ? chance.pick('base href', basesOf(api)) : null,
    ...anyEvents(chance),
    ...(plain ? plainAddress(chance, api) : anyAddress(chance, api)),
  }
}

/** Not both: see findings.spec.ts for a request by XMLHttpRequest that is led elsewhere. */
function anyEvents(chance: Chance): Pick<RequestCase, 'redirect' | 'watchesUpload'> {
  if (!chance.isHit('redirected', 0.2)) {
    return { redirect: null, watchesUpload: chance.isHit('upload', 0.1) }
  }
  const status = chance.pick('status', [302, 307] as const)
  return { redirect: { status, location: `${foreignOrigin}/landing` }, watchesUpload: false }
}

export function siteOf({ baseUrl, anonymousUrls }: FuzzedApi): Site {
  const { origin, pathname } = new URL(baseUrl)
  const anonymousPaths = anonymousUrls.map((url) => new URL(url).pathname)
  return { origin, basePath: pathname.replace(/\/$/, ''), anonymousPaths }
}

type Address = Pick<
  RequestCase,
  | 'url'
  | 'isUrlObject'
  | 'baseURL'
  | 'allowAbsoluteUrls'
  | 'params'
  | 'paramsSerializer'
  | 'plainFor'
>

/** A path below the API's own base URL. */
function plainAddress(chance: Chance, { baseUrl }: FuzzedApi): Address {
  const path = generatePlainPath(chance)
  const hasSlash = chance.isHit('slash', 0.5)
  return {
    ...withoutParams,
    url: hasSlash ? path : path.slice(1),
    isUrlObject: false,
    baseURL: chance.isHit('slash after base', 0.5) ? `${baseUrl}/` : baseUrl,
    allowAbsoluteUrls: true,
    plainFor: 'axios',
  }
}

function anyAddress(chance: Chance, api: FuzzedApi): Address {
  const { text, isPlain } = generateUrl(chance, siteOf(api))
  const hasBase = chance.isHit('baseURL', 0.6)
  const allowAbsoluteUrls = isPlain || !chance.isHit('relative alone', 0.2)
  return {
    url: text,
    isUrlObject: URL.canParse(text) && chance.isHit('URL object', 0.15),
    baseURL: hasBase ? chance.pick('baseURL', isPlain ? [api.baseUrl] : baseUrlsOf(api)) : null,
    allowAbsoluteUrls,
    ...(chance.isHit('params', 0.25) ? chance.pick('params', someParams) : withoutParams),
    plainFor: isPlain ? 'all' : 'nobody',
  }
}

const withoutParams = { params: null, paramsSerializer: null }

const someParams = [
  { params: { page: 1, sort: '-id' }, paramsSerializer: null },
  { params: { '@evil.test/': '', '//evil.test': 1 }, paramsSerializer: null },
  { params: { '/../../api/token/refresh/': 1 }, paramsSerializer: null },
  { params: new URLSearchParams('next=https://evil.test/#x'), paramsSerializer: null },
  { params: { x: 1 }, paramsSerializer: () => '@evil.test/#' },
  { params: { x: 1 }, paramsSerializer: () => '/../../api/token/refresh/\\\t' },
]

function baseUrlsOf({ baseUrl }: FuzzedApi): readonly string[] {
  const { origin, protocol, host } = new URL(baseUrl)
  return [
    ...[baseUrl, baseUrl, baseUrl, `${baseUrl}/`, `${baseUrl}//`, `${baseUrl}\\`, `${origin}\\`],
    ...['/', '/api', 'api', '//', '///', '\\\\', '.', '..', '/\\', ' ', `//${host}`, `//${host}/`],
    ...['//evil.test', '\\\\evil.test', 'https://evil.test/x', `${origin}.evil.test`, 'evil.test'],
    ...[`${origin}@evil.test`, `${protocol}${host}`, `${protocol}/${host}`, `\t${baseUrl}`],
    ...[`${protocol}//user:password@${host}`, `${baseUrl}?`, `${baseUrl}#`, `${baseUrl}?x=`],
    ...[`${origin}/api/x/..`, `${origin}/api/token`, `${origin}:`, `${origin}:443@`],
    ...[`${origin}#@x`],
    ...['javascript:', 'data:', `blob:${origin}`, `HTTPS://${host.toUpperCase()}`],
    ...[`${origin}/%2e%2e`],
  ]
}

function basesOf({ baseUrl }: FuzzedApi): readonly string[] {
  const { origin, protocol, host } = new URL(baseUrl)
  return [
    ...['https://evil.test/', '//evil.test/x/', '/sub/', `${origin}/`, `${baseUrl}/api/token/x/`],
    ...[`${protocol}//user:password@${host}/`, 'http://evil.test:8443/', `${origin}.evil.test/`],
  ]
}
