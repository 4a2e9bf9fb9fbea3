import { describe, expect, it } from 'vitest'
import { bodyOf, MockClient } from './mock-client'

describe('the throttle of the login', () => {
  it('makes a username wait after five wrong passwords, the right one included', () => {
    const client = new MockClient()
    const wrong = Array.from({ length: 5 }, () => client.login('demo', 'wrong').status)
    client.nowMs += 18_000

    const refusal = client.login('demo')

    expect(wrong).toEqual([401, 401, 401, 401, 401])
    expect(refusal.status).toBe(429)
    expect(refusal.headers['Retry-After']).toBe('42')
    expect(bodyOf(refusal)).toEqual({
      detail: 'Request was throttled. Expected available in 42 seconds.',
    })
  })

  it('lets the username in again when the announced time is over, and not before', () => {
    const client = new MockClient()
    for (let attempt = 0; attempt < 5; attempt++) client.login('demo', 'wrong')

    client.nowMs += 59_999
    const early = client.login('demo')
    client.nowMs += 1
    const inTime = client.login('demo')

    expect([early.status, early.headers['Retry-After'], inTime.status]).toEqual([429, '1', 200])
    expect(bodyOf(early)['detail']).toContain('in 1 second.')
  })

  it('counts neither right passwords nor refused attempts', () => {
    const client = new MockClient()
    for (let attempt = 0; attempt < 10; attempt++) client.login('demo')
    for (let attempt = 0; attempt < 5; attempt++) client.login('demo', 'wrong')
    client.nowMs += 30_000
    for (let attempt = 0; attempt < 5; attempt++) client.login('demo', 'wrong')

    client.nowMs += 30_000

    expect(client.login('demo').status).toBe(200)
  })

  it('counts per username, those nobody has included', () => {
    const client = new MockClient()
    for (let attempt = 0; attempt < 5; attempt++) client.login('__proto__', 'wrong')

    expect(client.login('__proto__', 'wrong').status).toBe(429)
    expect(client.login('demo').status).toBe(200)
  })

  it('forgets attempts that have left the window', () => {
    const client = new MockClient()
    client.login('demo', 'wrong')
    client.nowMs += 60_000
    client.login('admin', 'wrong')

    expect(client.state.failedLogins).toEqual([{ username: 'admin', atMs: client.nowMs }])
  })
})
