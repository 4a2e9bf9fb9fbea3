import { describe, expect, it } from 'vitest'
import { Redactor } from '@/cli/doctor/redactor'

const line = (redactor: Redactor, url: string, body: string, status = 400) =>
  redactor.line({
    question: { method: 'POST', url, headers: {}, body: null },
    outcome: { kind: 'answer', status, headers: {}, cookies: [], body },
  })

describe('Redactor', () => {
  it('leaves out what a server repeats of a password, however it writes it', () => {
    const redactor = new Redactor()
    redactor.add('pa"ss wörd')

    const text = line(
      redactor,
      'http://a/login?q=1',
      '{"a":"pa\\"ss wörd","b":"pa%22ss%20w%C3%B6rd"}',
    )

    expect(text).toBe('POST http://a/login: 400 {"a":"…","b":"…"}')
  })

  it('leaves out what looks like a token, known or not', () => {
    const text = line(new Redactor(), 'http://a/', '{"t":"eyJhbGciOi.eyJ1c2VyX2.c2lnbmF0"}')

    expect(text).not.toContain('eyJ')
  })

  it('names a web page instead of showing it', () => {
    expect(line(new Redactor(), 'http://a/', '<html>…')).toBe('POST http://a/: 400 a web page')
  })

  it('leaves out what a login has granted, wherever it comes again', () => {
    const redactor = new Redactor()
    redactor.learn({
      question: { method: 'POST', url: 'http://a/login', headers: {}, body: null },
      outcome: {
        kind: 'answer',
        status: 200,
        headers: {},
        cookies: ['sid=cookie-value; HttpOnly'],
        body: '{"answer":{"ticket":"9d2c41aa-73f0-4a1e-b5f2"},"refresh_token":"short-one","id":1}',
      },
    })

    const text = line(
      redactor,
      'http://a/',
      'Failed for [9d2c41aa-73f0-4a1e-b5f2], [short-one], [cookie-value]',
    )

    expect(text).toBe('POST http://a/: 400 Failed for […], […], […]')
  })

  it('shows of an answer that grants something the names alone', () => {
    const granted = line(new Redactor(), 'http://a/', '{"user":{"email":"ada@a"},"pin":"1"}', 200)

    expect(granted).toBe('POST http://a/: 200 {user.email, pin}')
  })

  it.each([
    ['"a-short-token"', 'a text'],
    ['a-short-token', 'a text'],
    ['[{"token":"a-short-token"}]', 'a list'],
  ])('shows nothing of what else is granted: %s', (body, shown) => {
    expect(line(new Redactor(), 'http://a/', body, 200)).toBe(`POST http://a/: 200 ${shown}`)
  })

  it('keeps evidence short', () => {
    expect(line(new Redactor(), 'http://a/', 'no such thing '.repeat(99)).length).toBeLessThan(400)
  })

  it('leaves out a token that a refusal hands over, and keeps its reasons', () => {
    const redactor = new Redactor()
    const body = '{"ephemeral_token":"4f1c9a77b2","token":"token_not_valid","code":"otp"}'
    redactor.learn({
      question: { method: 'POST', url: 'http://a/login', headers: {}, body: null },
      outcome: { kind: 'answer', status: 401, headers: {}, cookies: [], body },
    })

    expect(line(redactor, 'http://a/login', body)).toBe(
      'POST http://a/login: 400 {"ephemeral_token":"…","token":"token_not_valid","code":"otp"}',
    )
  })
})
