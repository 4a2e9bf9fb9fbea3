import { describe, expect, it } from 'vitest'
import { readFormHints } from '@/cli/doctor/login-hints'
import { readRecording } from '../../recorded/recording'

/** What the recorded answer to a case says of the form. */
function hintsOf(recording: string, title: string) {
  const found = readRecording(recording).exchanges.find((each) => each.case === title)
  if (!found) throw new Error(`${recording} has no ${title}`)
  const { status, body } = found.response
  return readFormHints({ kind: 'answer', status, headers: {}, cookies: [], body })
}

const answer = (status: number, body: unknown) =>
  readFormHints({ kind: 'answer', status, headers: {}, cookies: [], body: JSON.stringify(body) })

describe('readFormHints', () => {
  it.each([
    ['simplejwt', 'obtain-missing-password', ['password']],
    ['legacy', 'refresh-by-header-only', ['token']],
    ['fastapi-template-shape', 'login-json', ['username', 'password']],
  ])('%s, %s: names %j', (recording, title, fields) => {
    expect(hintsOf(recording, title)).toEqual({ likeness: 'sure', fields })
  })

  it('reads nested fields, and those under "errors"', () => {
    expect(answer(422, { errors: { email: 'isNotEmpty', password: 'isNotEmpty' } }).fields).toEqual(
      ['email', 'password'],
    )
    expect(answer(400, { user: { email: ['Required.'], password: ['Required.'] } }).fields).toEqual(
      ['user.email', 'user.password'],
    )
  })

  it('knows a token endpoint by its errors (RFC 6749 §5.2)', () => {
    expect(answer(400, { error: 'unsupported_grant_type' }).likeness).toBe('sure')
  })

  it('takes a page, a success and a 404 for something else', () => {
    expect(answer(404, { detail: 'Not found.' }).likeness).toBe('no')
    expect(answer(200, {}).likeness).toBe('no')
    expect(hintsOf('simplejwt', 'not-found-route').likeness).toBe('no')
  })
})
