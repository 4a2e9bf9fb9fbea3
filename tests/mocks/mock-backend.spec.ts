import { describe, expect, it } from 'vitest'
import { bodyOf, MockClient, textIn } from './mock-client'

const forbidden = { detail: 'You do not have permission to perform this action.' }

describe('permissions', () => {
  it.each([
    ['demo', '/subscribers/', 200],
    ['demo', '/posts/', 200],
    ['demo', '/api/admin-only/', 403],
    ['admin', '/api/admin-only/', 200],
    ['admin', '/subscribers/', 200],
    ['limited', '/posts/', 200],
    ['limited', '/subscribers/', 403],
  ])('answers %s at %s with %i', (username, path, status) => {
    const client = new MockClient()
    const token = textIn(client.login(username), 'access')

    const response = client.send('GET', path, { token })

    expect(response.status).toBe(status)
    if (status === 403) expect(bodyOf(response)).toEqual(forbidden)
  })

  it.each(['/user/', '/posts/', '/subscribers/', '/api/admin-only/'])(
    'asks who is there at %s',
    (path) => {
      const response = new MockClient().send('GET', path)

      expect(response.status).toBe(401)
      expect(response.headers['WWW-Authenticate']).toBe('Bearer realm="api"')
    },
  )

  it('refuses an inactive user as it refuses a wrong password', () => {
    const client = new MockClient()

    expect(client.login('inactive')).toEqual(client.login('demo', 'wrong'))
  })

  it('answers with the profile of who is logged in', () => {
    const client = new MockClient()
    const token = textIn(client.login('admin'), 'access')

    expect(bodyOf(client.send('GET', '/user/', { token }))).toEqual({
      id: 2,
      username: 'admin',
      email: 'admin@example.com',
      first_name: 'Ada',
      last_name: 'Okafor',
      is_staff: true,
    })
  })
})

describe('routing', () => {
  it('sends a path without its slash on, below the base URL and with its query', () => {
    const { status, headers } = new MockClient().send('GET', '/posts?limit=2')

    expect([status, headers['Location']]).toEqual([301, '/base/posts/?limit=2'])
  })

  it('answers HEAD with the headers of GET and no body', () => {
    const client = new MockClient()
    const token = textIn(client.login('demo'), 'access')

    expect(client.send('HEAD', '/user/', { token })).toEqual({
      ...client.send('GET', '/user/', { token }),
      body: '',
    })
  })

  it.each([
    ['no body at all', undefined, { username: ['This field is required.'] }],
    ['null', null, { non_field_errors: ['No data provided'] }],
    [
      'a number',
      1.5,
      { non_field_errors: ['Invalid data. Expected a dictionary, but got float.'] },
    ],
    ['a text', 'a', { non_field_errors: ['Invalid data. Expected a dictionary, but got str.'] }],
    ['true', true, { non_field_errors: ['Invalid data. Expected a dictionary, but got bool.'] }],
  ])('refuses %s where fields are expected', (_, body, errors) => {
    const refusal = new MockClient().send('POST', '/api/token/', { body })

    expect(refusal.status).toBe(400)
    expect(bodyOf(refusal)).toMatchObject(errors)
  })

  it('leaves the state it was given as it is', () => {
    const client = new MockClient()
    const before = structuredClone(client.state)
    const given = client.state

    client.login('demo')

    expect(given).toEqual(before)
    expect(client.state).not.toEqual(before)
  })
})
