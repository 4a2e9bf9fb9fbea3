import type { Question } from './exchange'

const accept = { Accept: 'application/json' }

/** Asks what an address is for. */
export const options = (url: string): Question => ({
  method: 'OPTIONS',
  url,
  headers: accept,
  body: null,
})

/** Sends an empty form, which no API takes, so that it says what it misses. */
export const emptyPost = (url: string): Question => ({
  method: 'POST',
  url,
  headers: { ...accept, 'Content-Type': 'application/json' },
  body: '{}',
})

/** Reads an address. */
export const read = (url: string, headers: Question['headers'] = {}): Question => ({
  method: 'GET',
  url,
  headers: { ...accept, ...headers },
  body: null,
})

/** What a browser asks before a script of `origin` may send something (CORS preflight, Fetch §4.8). */
export const preflight = (
  url: string,
  origin: string,
  method: string,
  header: string,
): Question => ({
  method: 'OPTIONS',
  url,
  headers: {
    Origin: origin,
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': header,
  },
  body: null,
})
