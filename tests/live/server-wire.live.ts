import { setTimeout as delay } from 'node:timers/promises'
import { test as base, expect } from '@playwright/test'
import { type LiveServer, type Seed, findPython, startSeed } from './servers/live-server.ts'

/**
 * That the servers say what their tutorials' packages say. The old package's answers were recorded from
 * djangorestframework-jwt 1.11; where drf-jwt words a sentence in its own way, `was` has the old one.
 */
const accessSeconds = 4
const refreshSeconds = 6

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly challenge: string | null
}

function createServerTest(seed: Seed) {
  return base.extend<object, { server: LiveServer }>({
    server: [
      async ({}, use) => {
        const allowedOrigins = ['http://127.0.0.1:5173']
        const server = await startSeed(seed, { accessSeconds, refreshSeconds, allowedOrigins })
        await use(server)
        await server.stop()
      },
      { scope: 'worker', timeout: 5 * 60_000 },
    ],
  })
}

base.skip(findPython() === null && !process.env['CI'], 'The live servers need python3')

base.describe('seed 001 speaks as djangorestframework-jwt 1.11', () => {
  const test = createServerTest('001')
  const challenge = 'JWT realm="api"'
  const unauthorised = (detail: string) => ({ status: 401, body: { detail }, challenge })
  const refused = (sentence: string) => ({ status: 400, body: { non_field_errors: [sentence] } })

  test('a login answers 200 with the token alone', async ({ server }) => {
    const { status, body } = await login001(server, 'admin')

    expect({ status, keys: Object.keys(object(body)) }).toEqual({ status: 200, keys: ['token'] })
    const claims = claimsOf(text(body, 'token'))
    expect(Object.keys(claims)).toEqual(['user_id', 'username', 'exp', 'email', 'orig_iat'])
    expect(claims).toMatchObject({ username: 'admin', email: 'admin@example.com' })
    expect(Number(claims['exp']) - Number(claims['orig_iat'])).toBe(accessSeconds)
  })

  test('a wrong password is 400, and so is a deactivated user', async ({ server }) => {
    const words = refused('Unable to log in with provided credentials.')

    expect(await login001(server, 'admin', 'nope')).toMatchObject(words)
    await server.run(['set_active', 'demo', 'false'])
    expect(await login001(server, 'demo')).toMatchObject(words)
    await server.run(['set_active', 'demo', 'true'])
    expect(await post(server, '/api/v1/auth/obtain_token/', { username: 'admin' })).toMatchObject({
      status: 400,
      body: { password: ['This field is required.'] },
    })
  })

  test('the user is for staff with a good token and the prefix JWT', async ({ server }) => {
    const admin = await token001(server, 'admin')
    const missing = unauthorised('Authentication credentials were not provided.')

    expect(await user001(server, `JWT ${admin}`)).toMatchObject({
      status: 200,
      body: { username: 'admin', first_name: 'Ada', last_name: 'Lovelace', is_staff: true },
    })
    expect(await user001(server)).toEqual(missing)
    expect(await user001(server, `Bearer ${admin}`)).toEqual(missing)
    // was: Error decoding signature.
    expect(await user001(server, 'JWT garbage')).toEqual(unauthorised('Error decoding token.'))
    expect(await user001(server, `JWT ${await token001(server, 'demo')}`)).toMatchObject({
      status: 403,
      body: { detail: 'You do not have permission to perform this action.' },
    })
  })

  test('a token buys its successor while it is valid and the window is open', async ({
    server,
  }) => {
    const first = await token001(server, 'admin')
    await delay(2_000)
    const second = await refresh001(server, first)

    expect({ status: second.status, keys: Object.keys(object(second.body)) }).toEqual({
      status: 200,
      keys: ['token'],
    })
    const [before, after] = [claimsOf(first), claimsOf(text(second.body, 'token'))]
    expect(Object.keys(after)).toEqual(Object.keys(before))
    expect(after['orig_iat']).toBe(before['orig_iat'])
    expect(Number(after['exp'])).toBeGreaterThan(Number(before['exp']))

    await delay(2_500)
    // was: Signature has expired.
    expect(await user001(server, `JWT ${first}`)).toEqual(unauthorised('Token has expired.'))
    expect(await refresh001(server, first)).toMatchObject(refused('Token has expired.'))
  })

  test('no token can be refreshed after the window, though it still opens views', async ({
    server,
  }) => {
    let token = await token001(server, 'admin')
    for (const refresh of ['first', 'second']) {
      await delay(2_500)
      const { status, body } = await refresh001(server, token)
      expect(status, `${refresh} refresh`).toBe(200)
      token = text(body, 'token')
    }
    await delay(2_500)

    expect(await refresh001(server, token)).toMatchObject(refused('Refresh has expired.'))
    expect(await user001(server, `JWT ${token}`)).toMatchObject({ status: 200 })
  })

  test('a token of a deactivated user opens nothing and buys nothing', async ({ server }) => {
    const token = await token001(server, 'admin')
    await server.run(['set_active', 'admin', 'false'])
    const [view, refresh] = [await user001(server, `JWT ${token}`), await refresh001(server, token)]
    await server.run(['set_active', 'admin', 'true'])

    expect(view).toEqual(unauthorised('User account is disabled.'))
    expect(refresh).toMatchObject(refused('User account is disabled.'))
  })

  test('a refresh wants the token in the body', async ({ server }) => {
    const path = '/api/v1/auth/refresh_token/'
    const required = { status: 400, body: { token: ['This field is required.'] } }

    expect(await post(server, path, {})).toMatchObject(required)
    const header = `JWT ${await token001(server, 'admin')}`
    expect(await send(server, 'POST', path, { body: {}, authorization: header })).toMatchObject(
      required,
    )
    // was: Error decoding signature.
    expect(await refresh001(server, 'garbage')).toMatchObject(refused('Error decoding token.'))
  })
})

base.describe('seed 002 speaks SimpleJWT', () => {
  const test = createServerTest('002')

  test('a login answers with a pair whose access token opens the view', async ({ server }) => {
    const { status, body } = await login002(server)
    expect({ status, keys: Object.keys(object(body)) }).toEqual({
      status: 200,
      keys: ['refresh', 'access'],
    })

    expect(await hello002(server, text(body, 'access'))).toMatchObject({
      status: 200,
      body: { message: 'Hello, World!' },
    })
    expect(await hello002(server)).toMatchObject({
      status: 401,
      body: { detail: 'Authentication credentials were not provided.' },
      challenge: 'Bearer realm="api"',
    })
  })

  test('the refresh token buys access tokens until its own end', async ({ server }) => {
    const { body } = await login002(server)
    await delay(accessSeconds * 1000)
    expect(await hello002(server, text(body, 'access'))).toMatchObject({
      status: 401,
      body: { code: 'token_not_valid' },
    })

    const renewed = await refresh002(server, text(body, 'refresh'))
    expect(Object.keys(object(renewed.body))).toEqual(['access'])
    expect(await hello002(server, text(renewed.body, 'access'))).toMatchObject({ status: 200 })
    await delay(2_200)

    expect(await refresh002(server, text(body, 'refresh'))).toMatchObject({
      status: 401,
      body: { detail: 'Token is expired', code: 'token_not_valid' },
    })
  })

  test('a deactivated user is refused, at the refresh without a code', async ({ server }) => {
    const { body } = await login002(server)
    await server.run(['set_active', 'demo', 'false'])
    const [view, refresh, login] = [
      await hello002(server, text(body, 'access')),
      await refresh002(server, text(body, 'refresh')),
      await login002(server),
    ]
    await server.run(['set_active', 'demo', 'true'])

    expect(view).toMatchObject({ status: 401, body: { code: 'user_inactive' } })
    expect(refresh).toMatchObject({
      status: 401,
      body: { detail: 'No active account found for the given token.' },
    })
    expect(object(refresh.body)).not.toHaveProperty('code')
    expect(login).toMatchObject({
      status: 401,
      body: { detail: 'No active account found with the given credentials' },
    })
  })

  test('the log has every answer in order and no token', async ({ server }) => {
    const before = server.log().length
    const { body } = await login002(server)
    await hello002(server, text(body, 'access'))
    await send(server, 'GET', `/hello/?token=${text(body, 'access')}`)

    expect(server.log().slice(before)).toMatchObject([
      { method: 'POST', path: '/api/token/', query: '', status: 200, authorization: false },
      { method: 'GET', path: '/hello/', query: '', status: 200, authorization: true },
      { method: 'GET', path: '/hello/', query: 'token=[jwt]', status: 401, authorization: false },
    ])
  })
})

const login001 = (server: LiveServer, username: string, password = username) =>
  post(server, '/api/v1/auth/obtain_token/', { username, password })
const token001 = async (server: LiveServer, username: string) =>
  text((await login001(server, username)).body, 'token')
const refresh001 = (server: LiveServer, token: string) =>
  post(server, '/api/v1/auth/refresh_token/', { token })
const user001 = (server: LiveServer, authorization?: string) =>
  send(server, 'GET', '/api/v1/user/', { authorization })

const login002 = (server: LiveServer) =>
  post(server, '/api/token/', { username: 'demo', password: 'demo' })
const refresh002 = (server: LiveServer, refresh: string) =>
  post(server, '/api/token/refresh/', { refresh })
const hello002 = (server: LiveServer, access?: string) =>
  send(server, 'GET', '/hello/', { authorization: access && `Bearer ${access}` })

function post(server: LiveServer, path: string, body: object): Promise<Answer> {
  return send(server, 'POST', path, { body })
}

async function send(
  { url }: LiveServer,
  method: string,
  path: string,
  { body, authorization }: { body?: object; authorization?: string | undefined } = {},
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(authorization ? { Authorization: authorization } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return {
    status: response.status,
    body: await response.json(),
    challenge: response.headers.get('WWW-Authenticate'),
  }
}

function claimsOf(jwt: string): Record<string, unknown> {
  return object(JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()))
}

function text(body: unknown, field: string): string {
  const value = object(body)[field]
  if (typeof value !== 'string') throw new TypeError(`No ${field} in ${JSON.stringify(body)}`)
  return value
}

function object(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null)
    throw new TypeError(`No object: ${String(value)}`)
  return { ...value }
}
