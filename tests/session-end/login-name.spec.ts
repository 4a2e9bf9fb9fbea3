import { describe, expect, it } from 'vitest'
import { loginNameOf } from '@/session-end/login-name'
import { resolveProfile } from '../support/resolve-profile'

const user = { id: '1', username: 'dana', email: 'dana@example.com' }

const nameFor = (identifier: string, person: typeof user | { id: string; username: string }) =>
  loginNameOf(person, resolveProfile({ profile: 'simplejwt', obtain: { identifier } }))

describe('loginNameOf', () => {
  it('is the user name, or the e-mail address where the API asks for that', () => {
    expect(nameFor('username', user)).toBe('dana')
    expect(nameFor('email', user)).toBe('dana@example.com')
    expect(nameFor('user.email', user)).toBe('dana@example.com')
  })

  it('is the user name where nothing better is known', () => {
    expect(nameFor('email', { id: '1', username: 'dana' })).toBe('dana')
    expect(loginNameOf(user, null)).toBe('dana')
  })
})
