import type { Page, Request, Route } from '@playwright/test'

/** What the stubbed API answers to one address. */
export interface StubAnswer {
  readonly status?: number
  /** An object is sent as JSON, a string as HTML; `null` cuts the connection. */
  readonly body: object | string | null
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer, one that is made when it is asked for, or `never` for one that does not come. */
export type Stub = StubAnswer | (() => StubAnswer) | 'never'

export const user = {
  id: 1,
  username: 'dana',
  email: 'dana.moreau@example.com',
  first_name: 'Dana',
  last_name: 'Moreau',
  is_staff: true,
}

const titles = [
  'The harbour opens at six',
  'Notes on a winter timetable',
  'What the lock keeper said about the new gate, and why nobody had asked him before',
  'Three ways to read a tide table',
  'Minutes of the spring meeting',
]

const bodies = [
  'The first boats leave before the light does. Whoever wants a berth signs in the evening before.',
  'Short.',
]

const posts = Array.from({ length: 47 }, (_, index) => ({
  id: 47 - index,
  title: titles[index % titles.length],
  body: bodies[index % bodies.length],
  author: ['Dana Moreau', 'Ada Okafor', 'Liam Berg'][index % 3],
  created: new Date(Date.UTC(2026, 4, 28 - (index % 28), 9, 30)).toISOString(),
}))

/** A page as LimitOffsetPagination writes it, with links to a host that only the server knows. */
export function postsPage(offset: number): StubAnswer {
  const link = (to: number) => `http://django:8000/api/posts/?limit=20${to > 0 ? `&offset=${to}` : ''}`
  const body = {
    count: posts.length,
    next: offset + 20 < posts.length ? link(offset + 20) : null,
    previous: offset > 0 ? link(offset - 20) : null,
    results: posts.slice(offset, offset + 20),
  }
  return { body }
}

/**
 * A pair of tokens, granted now, that nobody has signed.
 *
 * @param aheadSeconds - how far the server's clock is before this machine's
 */
export function tokenPair({ accessSeconds = 300, aheadSeconds = 0, userId = '1' } = {}): StubAnswer {
  const iat = Math.floor(Date.now() / 1000) + aheadSeconds
  const claims = { iat, jti: '5c4e8f0b27d14a6e9f350d1c', user_id: userId }
  return {
    body: {
      access: jwt({ token_type: 'access', exp: iat + accessSeconds, ...claims }),
      refresh: jwt({ token_type: 'refresh', exp: iat + 86_400, ...claims }),
    },
  }
}

/** A new access token, and no refresh token with it: the session ends when it was to end. */
export function accessToken(): StubAnswer {
  const iat = Math.floor(Date.now() / 1000)
  return { body: { access: jwt({ token_type: 'access', exp: iat + 300, iat, user_id: '1' }) } }
}

/** Answers everything below `/api/` on this page. The first path that is contained in the address decides. */
export async function stubApi(page: Page, stubs: Readonly<Record<string, Stub>>) {
  const all: Record<string, Stub> = {
    ...stubs,
    '/token/': stubs['/token/'] ?? (() => tokenPair()),
    '/user/': stubs['/user/'] ?? { body: user },
    offset: postsPage(20),
    '/posts/': stubs['/posts/'] ?? postsPage(0),
  }
  await page.route('**/api/**', async (route) => {
    const [, stub] = Object.entries(all).find(([part]) => isMeant(part, route.request())) ?? []
    await answer(route, stub ?? { status: 404, body: '<h1>Not Found</h1>' })
  })
}

/** @param part - of an address, perhaps with the method before it: `POST /posts/` */
function isMeant(part: string, request: Request): boolean {
  const [path = '', method = request.method()] = part.split(' ').reverse()
  return request.url().includes(path) && request.method() === method
}

async function answer(route: Route, stub: Stub) {
  if (stub === 'never') return
  const { status = 200, body, headers = {} } = typeof stub === 'function' ? stub() : stub
  if (body === null) await route.abort()
  else if (typeof body === 'string') {
    await route.fulfill({ status, body, headers, contentType: 'text/html' })
  } else await route.fulfill({ status, json: body, headers })
}

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`
}
