/**
 * An API as a page is set up for it. Who may get its secrets is written out here, so that the fuzz does not ask the
 * code that it tests.
 */
export interface FuzzedApi {
  readonly name: string
  readonly baseUrl: string
  /** Further origins of the profile. */
  readonly origins: readonly string[]
  /** The header that carries the token, and the prefix before it. */
  readonly tokenHeader: string
  readonly prefix: string
  /** Constant headers of the profile. Their values are secrets as well. */
  readonly headers: Readonly<Record<string, string>>
  /** Every origin that may get secrets. */
  readonly allowedOrigins: readonly string[]
  /** Origin and normalized path of every endpoint that must not get the token. */
  readonly anonymousUrls: readonly string[]
}

/** The origin of the page that vitest opens in jsdom. */
export const pageOrigin = 'http://localhost:3000'

export const foreignOrigin = 'https://evil.test'

const bearer: FuzzedApi = {
  name: 'bearer',
  baseUrl: 'https://api.example.com',
  origins: [],
  tokenHeader: 'Authorization',
  prefix: 'Bearer',
  headers: {},
  allowedOrigins: ['https://api.example.com'],
  anonymousUrls: [
    'https://api.example.com/api/token/',
    'https://api.example.com/api/token/refresh/',
    'https://api.example.com/api/token/verify/',
  ],
}

const tenant: FuzzedApi = {
  name: 'bearer with a constant header',
  baseUrl: 'https://api.example.com:8443/v1',
  origins: ['https://files.example.com'],
  tokenHeader: 'Authorization',
  prefix: 'Bearer',
  headers: { 'X-Tenant': 'tenant-7f3a91' },
  allowedOrigins: ['https://api.example.com:8443', 'https://files.example.com'],
  anonymousUrls: [
    'https://api.example.com:8443/v1/api/token/',
    'https://api.example.com:8443/v1/api/token/refresh/',
    'https://api.example.com:8443/v1/api/token/verify/',
  ],
}

const custom: FuzzedApi = {
  name: 'a header of its own, on the origin of the page',
  baseUrl: `${pageOrigin}/api`,
  origins: [],
  tokenHeader: 'X-Token',
  prefix: '',
  headers: { 'X-Client': 'client-c0ffee' },
  allowedOrigins: [pageOrigin],
  anonymousUrls: [
    `${pageOrigin}/api/api/token/`,
    `${pageOrigin}/api/api/token/refresh/`,
    `${pageOrigin}/api/api/token/verify/`,
  ],
}

export const fuzzedApis: readonly FuzzedApi[] = [bearer, tenant, custom]
