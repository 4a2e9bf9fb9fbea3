import { setTimeout as delay } from 'node:timers/promises'
import { test as base, expect } from '@playwright/test'
import {
  accessSeconds,
  claimsOf,
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

/**
 * That drf-jwt with `legacy_wire.py` says what djangorestframework-jwt 1.11 says: both run the same project and
 * the same tests. They differ in these sentences.
 */
const speakers = [
  {
    speaker: 'seed 001 on drf-jwt speaks as djangorestframework-jwt 1.11',
    variant: backendNamed('001'),
    words: { expired: 'Token has expired.', garbage: 'Error decoding token.' },
  },
  {
    speaker: 'seed 001 on djangorestframework-jwt 1.11',
    variant: {
      ...backendNamed('001'),
      name: '001-original',
      requirements: '../seed-000/requirements-original.txt',
    },
    words: { expired: 'Signature has expired.', garbage: 'Error decoding signature.' },
  },
]

for (const { speaker, variant, words } of speakers) {
  base.describe(speaker, () => {
    const test = createServerTest(variant)
    const unhurriedTest = createServerTest(variant, unhurried)
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
      expect(await post(server, '/api/v1/auth/obtain_token/', { username: 'admin' })).toMatchObject(
        {
          status: 400,
          body: { password: ['This field is required.'] },
        },
      )
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
      expect(await user001(server, 'JWT garbage')).toEqual(unauthorised(words.garbage))
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

      // PyJWT 1 takes a token until the second after `exp` is full.
      await delay(3_500)
      expect(await user001(server, `JWT ${first}`)).toEqual(unauthorised(words.expired))
      expect(await refresh001(server, first)).toMatchObject(refused(words.expired))
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

    unhurriedTest(
      'a token of a deactivated user opens nothing and buys nothing',
      async ({ server }) => {
        const token = await token001(server, 'admin')
        await server.run(['set_active', 'admin', 'false'])
        const [view, refresh] = [
          await user001(server, `JWT ${token}`),
          await refresh001(server, token),
        ]
        await server.run(['set_active', 'admin', 'true'])

        expect(view).toEqual(unauthorised('User account is disabled.'))
        expect(refresh).toMatchObject(refused('User account is disabled.'))
      },
    )

    test('a refresh wants the token in the body', async ({ server }) => {
      const path = '/api/v1/auth/refresh_token/'
      const required = { status: 400, body: { token: ['This field is required.'] } }

      expect(await post(server, path, {})).toMatchObject(required)
      const header = `JWT ${await token001(server, 'admin')}`
      expect(await send(server, 'POST', path, { body: {}, authorization: header })).toMatchObject(
        required,
      )
      expect(await refresh001(server, 'garbage')).toMatchObject(refused(words.garbage))
    })
  })
}

const login001 = (server: LiveServer, username: string, password = username) =>
  post(server, '/api/v1/auth/obtain_token/', { username, password })
const token001 = async (server: LiveServer, username: string) =>
  text((await login001(server, username)).body, 'token')
const refresh001 = (server: LiveServer, token: string) =>
  post(server, '/api/v1/auth/refresh_token/', { token })
const user001 = (server: LiveServer, authorization?: string) =>
  send(server, 'GET', '/api/v1/user/', { authorization })
