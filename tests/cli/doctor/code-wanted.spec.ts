import { describe, expect, it } from 'vitest'
import { codeWanted } from '@/cli/doctor/code-wanted'
import { findTokenPlaces } from '@/cli/doctor/find-tokens'
import { jwtWith } from '../../support/jwt'

const wanted = (status: number, body: object) =>
  codeWanted({ kind: 'answer', status, headers: {}, cookies: [], body: JSON.stringify(body) })

describe('codeWanted', () => {
  it.each([
    [400, { otp: ['This field is required.'] }, ['otp']],
    [401, { error: 'mfa_required' }, ['error=mfa_required']],
    [403, { code: 'two_factor_required' }, ['code=two_factor_required']],
    [200, { ephemeral_token: 'abc', method: 'email' }, ['ephemeral_token']],
    [400, { errors: { otp_token: 'missing' } }, ['errors.otp_token']],
  ])('reads the pattern of %i %j', (status, body, keys) => {
    expect(wanted(status, body)).toEqual({ statuses: [status], keys })
  })

  it.each([
    [401, { detail: 'No active account found with the given credentials' }],
    [400, { non_field_errors: ['Unable to log in with provided credentials.'] }],
    [500, { otp: 'crash' }],
  ])('asks for none: %i %j', (status, body) => {
    expect(wanted(status, body)).toBeNull()
  })
})

describe('findTokenPlaces', () => {
  it('takes no token for an access token that belongs to a one-time code', () => {
    expect(findTokenPlaces({ ephemeral_token: 'abc', mfa_token: jwtWith({ exp: 9 }) })).toBeNull()
  })

  it('finds tokens beside a word about one-time codes', () => {
    expect(findTokenPlaces({ otp_enabled: 'no', access: 'a', refresh: 'b' })).toEqual({
      access: 'access',
      refresh: 'refresh',
    })
  })
})
