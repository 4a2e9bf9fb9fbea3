// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadProfile } from '@/auth/backends/load-profile'
import { sharedNamesOf } from '@/auth/backends/shared-names'
import type { Auth } from '@/auth/create-auth'
import { parseConfig } from '@/config'
import { AppOrigin, TestStorage } from '../support/app-origin'
import type { AppSettings } from '../support/app-origin'

const demo = { username: 'demo', password: 'demo' }
const admin = { username: 'admin', password: 'admin' }
const kept = { keepSignedIn: true }
const plain = 'latchkey/2/simplejwt/https://apps.example.com/'
let origin: AppOrigin

const nameOf = (settings: AppSettings) => origin.open(settings).name
const userOf = ({ client: { snapshot } }: Auth) =>
  snapshot.session.status === 'authenticated' ? snapshot.session.user.username : null
const client = (id: string): AppSettings => ({
  obtain: { static: { client_id: id } },
  refresh: { static: { client_id: id } },
})

beforeEach(() => {
  origin = new AppOrigin('https://apps.example.com')
})

afterEach(() => origin.close())

describe('two apps of one origin', () => {
  const pairs: Readonly<Record<string, readonly [AppSettings, AppSettings]>> = {
    'another client_id': [client('shop'), client('office')],
    'a client_id, and one without': [{}, client('office')],
    'another constant of the refresh': [
      { refresh: { static: { audience: 'a' } } },
      { refresh: { static: { audience: 'b' } } },
    ],
    'another query of the login': [
      { obtain: { query: { tenant: 'a' } } },
      { obtain: { query: { tenant: 'b' } } },
    ],
    'another path before the same endpoints': [
      { endpoints: { obtain: '/shop/api/token/', refresh: '/shop/api/token/refresh/' } },
      { endpoints: { obtain: '/office/api/token/', refresh: '/office/api/token/refresh/' } },
    ],
    'a refresh of its own': [{}, { endpoints: { refresh: '/office/refresh/' } }],
    'the server of another tenant': [
      { endpoints: { obtain: 'https://a.example.com/token' } },
      { endpoints: { obtain: 'https://b.example.com/token' } },
    ],
    'another profile': [{}, { profile: 'djoser' }],
    'another address of the API': [{}, { apiBaseUrl: 'https://other.example.com' }],
    'another header, and a name for each': [
      { headers: { 'X-Tenant': 'a' }, sessionName: 'a' },
      { headers: { 'X-Tenant': 'b' }, sessionName: 'b' },
    ],
  }

  it.each(Object.keys(pairs))('call what their tabs share differently with %s', (what) => {
    const [one, other] = pairs[what] ?? [{}, {}]

    expect(nameOf(one)).not.toBe(nameOf(other))
    expect(nameOf(one)).toBe(nameOf(one))
  })

  it.each([
    ['another client_id', client('shop'), client('office')],
    ['a header of its own, and a name for it', { sessionName: 'a' }, { sessionName: 'b' }],
  ])('with %s have a session each, and neither ends the other’s', async (_, first, second) => {
    const [one, other] = [origin.open(first), origin.open(second)]
    await one.client.login(demo, kept)
    await other.client.login(admin, kept)

    expect([userOf(one), userOf(other)]).toEqual(['demo', 'admin'])
    const [reloaded, otherReloaded] = [origin.open(first), origin.open(second)]
    await Promise.all([reloaded.client.ready(), otherReloaded.client.ready()])
    await other.client.logout()

    await vi.waitFor(() => expect(userOf(otherReloaded)).toBeNull())
    expect([userOf(reloaded), userOf(one)]).toEqual(['demo', 'demo'])
  })

  it('have a session each in one tab as well, whose session is not kept', async () => {
    const tab = new TestStorage()
    await origin.open(client('shop'), tab).client.login(demo)
    await origin.open(client('office'), tab).client.login(admin)
    await origin.open({}, tab).client.login(demo)

    const office = origin.open(client('office'), tab)
    await office.client.ready()
    const shop = origin.open(client('shop'), tab)
    await shop.client.ready()

    expect([userOf(shop), userOf(office)]).toEqual(['demo', 'admin'])
  })
})

describe('apps whose tokens are in the browser’s one jar', () => {
  it('have sessions of their own, and take turns to refresh them', async () => {
    const cookie = (id: string): AppSettings => ({
      obtain: { static: { client_id: id } },
      refresh: { placement: 'cookie' },
    })
    const [one, other] = [origin.open(cookie('shop')), origin.open(cookie('office'))]
    await one.client.login(demo, kept)
    await other.client.login(admin, kept)

    await Promise.allSettled([one.client.refresh(), other.client.refresh()])

    expect(one.name).not.toBe(other.name)
    expect(new Set(origin.lockNames)).toEqual(new Set([plain]))
  })
})

describe('the name of what the tabs of an app share', () => {
  it('is that of before where nothing differs from the profile but what makes no tokens', () => {
    const settings: readonly AppSettings[] = [
      {},
      { headers: { 'X-App-Version': '1.2.3' } },
      { endpoints: { obtain: '/api/token/', user: '/me/', logout: '/logout/' } },
      { endpoints: { obtain: 'https://apps.example.com/api/token/' } },
      { obtain: { identifier: 'email' }, leeway: 5 },
      { logout: { static: { client_id: 'a' } } },
    ]

    expect(settings.map(nameOf)).toEqual(settings.map(() => plain))
  })

  it.each(['oauth2', 'supabase', 'djoser', 'laravel-tymon', 'django-oauth-toolkit'] as const)(
    'is that of before for %s as it is',
    (profile) => {
      expect(nameOf({ profile })).toBe(`latchkey/2/${profile}/https://apps.example.com/`)
    },
  )

  it('does not depend on the order in which constants are written', () => {
    expect(nameOf({ obtain: { static: { a: '1', b: '2' } } })).toBe(
      nameOf({ obtain: { static: { b: '2', a: '1' } } }),
    )
  })

  it('does not tell a secret that is among the constants', async () => {
    const secret = 'c8f0e5a1'
    const { client: app, name } = origin.open({
      obtain: { static: { client_id: 'shop', client_secret: secret } },
    })
    await app.login(demo, kept)

    expect(name).toMatch(/^latchkey\/2\/simplejwt\/https:\/\/apps\.example\.com\/ [\da-f]{8}$/)
    expect(await origin.databaseNames()).toEqual([name])
    expect(`${name}${origin.localStorage.text}`).not.toMatch(/c8f0e5a1|shop/)
  })

  it('can be set by hand: then constants and URLs are not in it, the API and the profile are', () => {
    const byHand = { ...client('shop'), sessionName: 'desk' }

    expect(nameOf(byHand)).toBe(nameOf({ ...client('office'), sessionName: 'desk' }))
    expect(nameOf(byHand)).not.toBe(nameOf({ ...byHand, apiBaseUrl: 'https://b.example.com' }))
    expect(nameOf(byHand)).toBe(`${plain} "desk"`)
  })

  it('can be set in config.json, and createAuth has the last word', async () => {
    const { auth } = parseConfig(
      '{"apiBaseUrl": "/", "auth": {"profile": "simplejwt", "sessionName": "desk"}}',
    )
    const profile = await loadProfile(auth)
    const apiBaseUrl = 'https://apps.example.com/'

    expect(sharedNamesOf(profile, apiBaseUrl).name).toBe(`${plain} "desk"`)
    expect(sharedNamesOf(profile, apiBaseUrl, 'till').name).toBe(`${plain} "till"`)
  })
})
