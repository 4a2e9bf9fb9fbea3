import { setTimeout as delay } from 'node:timers/promises'
import { test as base, expect } from '@playwright/test'
import {
  accessSeconds,
  createServerTest,
  object,
  post,
  send,
  text,
  unhurried,
} from './ask-server.ts'
import type { LiveServer } from './servers/live-server.mjs'
import { findPython } from './servers/python-environment.mjs'
import { backendNamed } from './servers/backends.mjs'

base.skip(findPython() === null && !process.env['CI'], 'The live servers need python3')

base.describe('seed 002 speaks SimpleJWT', () => {
  const test = createServerTest(backendNamed('002'))
  const unhurriedTest = createServerTest(backendNamed('002'), unhurried)

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

  unhurriedTest(
    'a deactivated user is refused, at the refresh without a code',
    async ({ server }) => {
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
    },
  )

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

const login002 = (server: LiveServer) =>
  post(server, '/api/token/', { username: 'demo', password: 'demo' })
const refresh002 = (server: LiveServer, refresh: string) =>
  post(server, '/api/token/refresh/', { refresh })
const hello002 = (server: LiveServer, access?: string) =>
  send(server, 'GET', '/hello/', { authorization: access && `Bearer ${access}` })
