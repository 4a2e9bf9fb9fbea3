import { describe, expect, it } from 'vitest'
import { legacyDefaults, simpleJwtDefaults } from '@/mocks/settings'
import {
  deactivateUser,
  deleteUser,
  expireAccessTokens,
  revokeRefreshTokens,
} from '@/mocks/trouble'
import { bodyOf, MockClient, textIn } from './mock-client'

const rotating = { ...simpleJwtDefaults, rotate: true, blacklistAfterRotation: true }
const blacklisted = { detail: 'Token is blacklisted', code: 'token_not_valid' }

describe('SimpleJWT', () => {
  it('answers a refresh without rotation with an access token alone', () => {
    const client = new MockClient()
    const refresh = textIn(client.login('demo'), 'refresh')

    expect(Object.keys(bodyOf(client.refresh(refresh)))).toEqual(['access'])
    expect(client.refresh(refresh).status).toBe(200)
  })

  it('accepts each rotated refresh token once', () => {
    const client = new MockClient({ settings: rotating })
    const first = textIn(client.login('demo'), 'refresh')

    const second = textIn(client.refresh(first), 'refresh')
    const again = client.refresh(first)

    expect([again.status, bodyOf(again)]).toEqual([401, blacklisted])
    expect(client.refresh(second).status).toBe(200)
  })

  it('accepts a rotated refresh token again when nothing is blacklisted after rotation', () => {
    const client = new MockClient({ settings: { ...rotating, blacklistAfterRotation: false } })
    const first = textIn(client.login('demo'), 'refresh')

    expect([client.refresh(first).status, client.refresh(first).status]).toEqual([200, 200])
  })

  it('leaves the newer tokens alone when one is sent again', () => {
    const client = new MockClient({ settings: rotating })
    const first = textIn(client.login('demo'), 'refresh')
    const newer = client.refresh(first)

    client.refresh(first)

    expect(client.send('GET', '/user/', { token: textIn(newer, 'access') }).status).toBe(200)
    expect(client.refresh(textIn(newer, 'refresh')).status).toBe(200)
  })

  it('ends the session, and no other one, when a token is sent again and reuse revokes the family', () => {
    const client = new MockClient({ settings: { ...rotating, revokeFamilyOnReuse: true } })
    const first = textIn(client.login('demo'), 'refresh')
    const other = client.login('demo')
    const newer = client.refresh(first)

    const again = client.refresh(first)

    expect([again.status, bodyOf(again)]).toEqual([401, blacklisted])
    expect(bodyOf(client.refresh(textIn(newer, 'refresh')))).toEqual(blacklisted)
    expect(client.send('GET', '/user/', { token: textIn(newer, 'access') }).status).toBe(401)
    expect(client.send('GET', '/user/', { token: textIn(other, 'access') }).status).toBe(200)
    expect(client.refresh(textIn(other, 'refresh')).status).toBe(200)
  })

  it('ends a refresh token at its exp, and rotation moves it on', () => {
    const client = new MockClient({ settings: { ...rotating, refreshSeconds: 60 } })
    const first = textIn(client.login('demo'), 'refresh')
    client.nowMs += 59_000
    const second = textIn(client.refresh(first), 'refresh')
    client.nowMs += 59_000

    expect(client.refresh(second).status).toBe(200)
    client.nowMs += 1000
    expect(bodyOf(client.refresh(second))['detail']).toBe('Token is expired')
  })

  it('cuts exp down to the second', () => {
    const client = new MockClient({ settings: { ...simpleJwtDefaults, accessSeconds: 4 } })
    client.nowMs += 999
    const token = textIn(client.login('demo'), 'access')

    client.nowMs += 3000
    const alive = client.send('GET', '/user/', { token }).status
    client.nowMs += 1

    expect([alive, client.send('GET', '/user/', { token }).status]).toEqual([200, 401])
  })

  it('keeps no token in the state past its exp', () => {
    const client = new MockClient({ settings: { ...simpleJwtDefaults, refreshSeconds: 300 } })
    client.login('demo')
    client.nowMs += 300_000

    client.login('demo')

    expect(client.state.tokens).toHaveLength(2)
  })
})

describe('trouble', () => {
  it('expires access tokens and leaves the refresh tokens', () => {
    const client = new MockClient()
    const pair = client.login('demo')

    client.cause(expireAccessTokens)

    expect(client.send('GET', '/user/', { token: textIn(pair, 'access') }).status).toBe(401)
    const token = textIn(client.refresh(textIn(pair, 'refresh')), 'access')
    expect(client.send('GET', '/user/', { token }).status).toBe(200)
  })

  it('revokes refresh tokens and leaves the access tokens', () => {
    const client = new MockClient()
    const pair = client.login('demo')

    client.cause(revokeRefreshTokens)

    expect(bodyOf(client.refresh(textIn(pair, 'refresh')))).toEqual(blacklisted)
    expect(client.send('GET', '/user/', { token: textIn(pair, 'access') }).status).toBe(200)
    expect(client.refresh(textIn(client.login('demo'), 'refresh')).status).toBe(200)
  })

  it.each([
    ['deactivates', deactivateUser('demo'), 'user_inactive'],
    ['deletes', deleteUser('demo'), 'user_not_found'],
  ])('%s a user in the middle of a session', (_, trouble, code) => {
    const client = new MockClient()
    const pair = client.login('demo')

    client.cause(trouble)

    expect(bodyOf(client.send('GET', '/user/', { token: textIn(pair, 'access') }))['code']).toBe(
      code,
    )
    expect(client.refresh(textIn(pair, 'refresh')).status).toBe(401)
    expect(client.login('demo').status).toBe(401)
    expect(client.login('admin').status).toBe(200)
  })
})

describe('the legacy package', () => {
  it('makes the same token twice within one second', () => {
    const client = new MockClient({ settings: legacyDefaults })
    const token = obtain(client)

    expect(textIn(trade(client, token), 'token')).toBe(token)
    client.nowMs += 1000
    expect(textIn(trade(client, token), 'token')).not.toBe(token)
  })

  it('refreshes until the window from the login closes', () => {
    const client = new MockClient({ settings: { ...legacyDefaults, refreshSeconds: 500 } })
    const first = obtain(client)
    client.nowMs += 250_000
    const second = textIn(trade(client, first), 'token')
    client.nowMs += 250_000
    const third = textIn(trade(client, second), 'token')
    client.nowMs += 1000

    const closed = trade(client, third)

    expect([closed.status, bodyOf(closed)]).toEqual([
      400,
      { non_field_errors: ['Refresh has expired.'] },
    ])
    expect(user(client, third).status).toBe(200)
  })

  it('does not refresh an expired token', () => {
    const client = new MockClient({ settings: legacyDefaults })
    const token = obtain(client)
    client.nowMs += 300_000

    expect(bodyOf(trade(client, token))).toEqual({ non_field_errors: ['Signature has expired.'] })
  })

  it('goes on accepting revoked tokens but refreshes them no more', () => {
    const client = new MockClient({ settings: legacyDefaults })
    const token = obtain(client)

    client.cause(revokeRefreshTokens)

    expect([user(client, token).status, trade(client, token).status]).toEqual([200, 400])
  })

  it('accepts a token again that it has issued again', () => {
    const client = new MockClient({ settings: legacyDefaults })
    const token = obtain(client)
    client.cause(expireAccessTokens)
    const expired = user(client, token).status

    const again = obtain(client)

    expect(again).toBe(token)
    expect([expired, user(client, again).status]).toEqual([401, 200])
  })
})

function obtain(client: MockClient): string {
  const body = { username: 'demo', password: 'demo' }
  return textIn(client.send('POST', '/auth/obtain_token/', { body }), 'token')
}

function trade(client: MockClient, token: string) {
  return client.send('POST', '/auth/refresh_token/', { body: { token } })
}

function user(client: MockClient, token: string) {
  return client.send('GET', '/user/', { headers: { authorization: `JWT ${token}` } })
}
