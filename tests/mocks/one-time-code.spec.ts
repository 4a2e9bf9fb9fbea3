import { describe, expect, it } from 'vitest'
import { legacyDefaults, simpleJwtDefaults } from '@/mocks/settings'
import { bodyOf, MockClient } from './mock-client'

const dialects = [
  { path: '/api/token/', settings: simpleJwtDefaults },
  { path: '/auth/obtain_token/', settings: legacyDefaults },
]

describe.each(dialects)('the login of `otp` at $path', ({ path, settings }) => {
  const send = (client: MockClient, fields: object = {}) =>
    client.send('POST', path, { body: { username: 'otp', password: 'otp', ...fields } })

  it('wants a code after the right password, and says which', () => {
    const response = send(new MockClient({ settings }))

    expect(response.status).toBe(400)
    expect(bodyOf(response)).toEqual({ otp_token: [expect.stringContaining('123456')] })
  })

  it('takes the code, with spaces around it or as a number', () => {
    const client = new MockClient({ settings })

    const statuses = ['123456', ' 123456 ', 123456].map(
      (otp_token) => send(client, { otp_token }).status,
    )

    expect(statuses).toEqual([200, 200, 200])
  })

  it('refuses another code at the field', () => {
    const response = send(new MockClient({ settings }), { otp_token: '000000' })

    expect(response.status).toBe(400)
    expect(bodyOf(response)).toEqual({ otp_token: ['This code is wrong, or it is too old.'] })
  })

  it('does not speak of the code to whoever has not the password', () => {
    const client = new MockClient({ settings })

    const response = send(client, { password: 'wrong', otp_token: '123456' })

    expect(response.body).not.toContain('otp_token')
  })

  it('lets wrong codes wait like wrong passwords, and the question costs nothing', () => {
    const client = new MockClient({ settings })
    for (let time = 0; time < 9; time++) send(client)
    for (let time = 0; time < 5; time++) send(client, { otp_token: '000000' })

    expect(send(client, { otp_token: '123456' }).status).toBe(429)
  })
})
