import { jwtDecode } from 'jwt-decode'
import { describe, expect, it } from 'vitest'
import type { MockAccount } from '@/mocks/accounts'
import type { MockResponse } from '@/mocks/mock-http'
import type { MockSettings } from '@/mocks/settings'
import { legacyDefaults, simpleJwtDefaults } from '@/mocks/settings'
import { exclusionReasons, exclusions } from './recorded/exclusions'
import type { ExclusionReason } from './recorded/exclusions'
import type { Exchange } from '../recorded/recording'
import { readRecording } from '../recorded/recording'
import { Replay, replayBaseUrl, tokensIn } from './recorded/replay'

const lifetimes = { accessSeconds: 4, refreshSeconds: 12 }
const windows = { accessSeconds: 4, refreshSeconds: 9 }
const rotation = { rotate: true, blacklistAfterRotation: true }

/** Each recorded server and the settings it ran with. */
const servers: Readonly<Record<string, MockSettings>> = {
  simplejwt: { ...simpleJwtDefaults, ...lifetimes, release: '5.2' },
  'simplejwt-rotating': { ...simpleJwtDefaults, ...lifetimes, ...rotation, release: '5.2' },
  'simplejwt-latest-rotating': { ...simpleJwtDefaults, ...lifetimes, ...rotation },
  legacy: { ...legacyDefaults, ...windows },
  'legacy-styria': { ...legacyDefaults, ...windows, release: 'drf-jwt', prefix: 'Bearer' },
}

const accounts: readonly MockAccount[] = [
  account(1, 'alice', 'Alice', 'Liddell'),
  account(2, 'ghost', 'Ghost', 'Writer'),
  { ...account(3, 'idle', 'Idle', 'Hands'), isActive: false },
]

function account(id: number, username: string, first_name: string, last_name: string): MockAccount {
  const email = `${username}@example.com`
  const profile = { id, username, email, first_name, last_name, is_staff: false }
  return { profile, password: 'correct-horse', isActive: true, isLimited: false }
}

describe.each(Object.entries(servers))('%s answers as recorded', (name, settings) => {
  const { exchanges } = readRecording(name)
  const excluded = exclusions[name] ?? {}
  const replay = new Replay(settings, accounts)
  const compared = exchanges
    .filter((exchange) => !(exchange.case in excluded))
    .map((exchange) => ({ case: exchange.case, exchange, answer: replay.send(exchange) }))

  it.each(compared)('$case', ({ exchange, answer }) => {
    expect(comparable(answer, exchange.case)).toEqual(comparable(exchange.response, exchange.case))
    expect(claimsIn(answer)).toEqual(claimsIn(exchange.response).map(withinOneSecond))
  })

  it.each(Object.entries(excluded))(
    'leaves out %s (%s) for a reason that holds',
    (title, reason) => {
      const exchange = exchanges.find((candidate) => candidate.case === title)

      expect(exchange && holds(reason, exchange, settings)).toBe(true)
    },
  )
})

it('has no case twice and no exclusions for an unknown recording', () => {
  for (const name of Object.keys(servers)) {
    const names = readRecording(name).exchanges.map((exchange) => exchange.case)
    expect(new Set(names).size).toBe(names.length)
  }
  expect(Object.keys(exclusions)).toEqual(Object.keys(servers))
})

it('counts what it has compared', () => {
  const total = Object.keys(servers).flatMap((name) => readRecording(name).exchanges).length
  const left = Object.values(exclusions).flatMap((cases) => Object.values(cases))
  const reasons = Object.entries(exclusionReasons).map(([reason, why]) => {
    return `  ${left.filter((candidate) => candidate === reason).length} ${reason}: ${why}`
  })
  const line = `${total - left.length} of ${total} recorded cases compared, ${left.length} excluded`

  console.log([line, ...reasons].join('\n'))

  expect(total - left.length).toBeGreaterThan(300)
})

const comparedHeaders = ['WWW-Authenticate', 'Allow', 'Location']

/** What must be the same: status, media type, three headers, and the whole body but for its tokens. */
function comparable({ status, headers, body }: MockResponse, title: string) {
  const [mediaType] = (headers['Content-Type'] ?? '').split(';')
  return {
    status,
    mediaType,
    headers: Object.fromEntries(comparedHeaders.map((name) => [name, headers[name]])),
    body: mediaType === 'application/json' ? mask(JSON.parse(body), title) : body,
  }
}

/** Takes out what two servers cannot share: tokens, their times, a host, a language, a parser. */
function mask(value: unknown, title: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => mask(entry, title))
  if (typeof value === 'object' && value !== null) {
    const entries: [string, unknown][] = Object.entries(value)
    return Object.fromEntries(
      entries.map(([key, entry]) => [key, key === 'pk' ? typeof entry : mask(entry, title)]),
    )
  }
  if (typeof value !== 'string') return value
  if (/(^|-)fr(-|$)/.test(title)) return '‹text›'
  return value
    .replace(/^eyJ.*/, '‹jwt›')
    .replace(/^http:\/\/127\.0\.0\.1:\d+/, replayBaseUrl)
    .replace(/^(JSON parse error) - .*/s, '$1')
}

/** The claims of the tokens in an answer: their order, who they name, and how far their times lie apart. */
function claimsIn({ body }: Pick<MockResponse, 'body'>) {
  return Object.entries(tokensIn(body)).map(([key, token]) => {
    const claims = jwtDecode<Record<string, unknown>>(token)
    const { exp, iat, orig_iat, jti, orig_jti, ...rest } = claims
    return {
      key,
      names: Object.keys(claims),
      rest,
      sinceIat: Number(exp) - Number(iat ?? exp),
      sinceOrigIat: Number(exp) - Number(orig_iat ?? exp),
      jtis: [jti, orig_jti].map((id) => String(id).replaceAll(/[\da-f]/g, 'h')),
    }
  })
}

/** Recorded answers have the second they were sent in, their tokens the one they were made in. */
function withinOneSecond(claims: ReturnType<typeof claimsIn>[number]) {
  const near = (seconds: number) => expect.toBeOneOf([seconds - 1, seconds, seconds + 1]) as unknown
  return { ...claims, sinceIat: near(claims.sinceIat), sinceOrigIat: near(claims.sinceOrigIat) }
}

function holds(reason: ExclusionReason, exchange: Exchange, settings: MockSettings): boolean {
  const { request, response } = exchange
  switch (reason) {
    case 'other-view':
      return new Replay(settings, accounts).send(exchange).headers['Content-Type'] === 'text/html'
    case 'preflight':
      return request.method === 'OPTIONS' && 'Access-Control-Request-Method' in request.headers
    case 'cookie':
      return 'Cookie' in request.headers || 'Set-Cookie' in response.headers
    case 'lost-race':
      return exchange.case.endsWith('#2') && response.status === 200
  }
}
