import { describe, expect, it } from 'vitest'
import { boundedJson } from '@/auth/backends/bounded-json'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import type { ProfileName } from '@/auth/backends/profile-names'
import { readFormErrors } from '@/auth/backends/read-errors'
import { readExpiry } from '@/auth/backends/read-expiry'
import { readUser } from '@/auth/backends/read-user'
import { isAuthError } from '@/auth/core/errors'
import type { AuthError } from '@/auth/core/errors'
import { profiles } from '../../support/resolve-profile'

const megabyte = 1_000_000
const nested = (levels: number, open: string, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels)
const manyTexts = Array.from({ length: 150_000 }, (_, index) => `text ${index}`)
const someTexts = manyTexts.slice(0, 20_000)

/** Small or large, and all of them valid JSON. */
const bodies: Readonly<Record<string, string>> = {
  'objects in objects': nested(2_000, '{"a":', '"x"', '}'),
  'objects in objects, deeper than any stack': nested(200_000, '{"a":', '"x"', '}'),
  'objects under the errors': `{"errors":${nested(50_000, '{"a":', '"x"', '}')}}`,
  'arrays in arrays': `{"detail":${nested(100_000, '[', '"x"', ']')}}`,
  'arrays in a list of places': `{"detail":[{"loc":${nested(100_000, '[', '"x"', ']')},"msg":"x"}]}`,
  'a list of texts': JSON.stringify({ detail: manyTexts, errors: manyTexts }),
  'a list of texts under a key': JSON.stringify({ errors: { name: manyTexts } }),
  'a list of errors': JSON.stringify({
    detail: someTexts.map((msg) => ({ loc: ['body', msg], msg })),
  }),
  'one text': JSON.stringify({ detail: 'x '.repeat(10 * megabyte), code: 'x'.repeat(megabyte) }),
  'a key': JSON.stringify({ errors: { ['k'.repeat(megabyte)]: ['x'] } }),
  'many keys': JSON.stringify(Object.fromEntries(someTexts.map((text) => [text, [text]]))),
  'a name of the language': '{"__proto__":{"detail":["x"]},"constructor":["x"]}',
}

/** One of each way to write errors: the whole body, a list of places, an object of texts or of lists. */
const shapes = ['simplejwt', 'fastapi-users', 'nestjs-brocoders'] as const

const apiOf = (name: ProfileName, status: number, body: string) =>
  new ProfileAuthApi(profiles[name], 'https://api.example', async () => ({
    status,
    body,
    header: () => null,
  }))

async function refused(name: ProfileName, body: string): Promise<AuthError> {
  const credentials = { username: 'ada', password: 's3cret' }
  const error: unknown = await apiOf(name, 400, body)
    .obtain(credentials)
    .catch((caught: unknown) => caught)
  if (!isAuthError(error)) throw error
  return error
}

describe('a hostile answer to a login', () => {
  it.each(Object.entries(bodies))('is an error of ours that can be shown: %s', async (_, body) => {
    for (const name of shapes) {
      const error = await refused(name, body)

      expect(JSON.stringify(error).length).toBeLessThan(200_000)
      if (error.code !== 'login-refused') continue
      expect(error.serverMessage?.length ?? 0).toBeLessThan(5_000)
      expect(JSON.stringify(error.fieldErrors).length).toBeLessThan(20_000)
    }
  })

  it('still tells what it says beside the noise', async () => {
    const body = JSON.stringify({ detail: 'Wrong.', noise: manyTexts, deep: { a: { b: ['x'] } } })

    expect(await refused('simplejwt', body)).toMatchObject({
      serverMessage: expect.stringMatching(/^Wrong\./) as unknown,
    })
  })

  it('grants no token that no header can carry', async () => {
    const body = JSON.stringify({ access: 'x'.repeat(20 * megabyte), refresh: 'r' })

    await expect(
      apiOf('simplejwt', 200, body).obtain({ username: 'ada', password: 's3cret' }),
    ).rejects.toMatchObject({ code: 'unexpected-answer' })
  })
})

describe('a hostile user', () => {
  it('is nobody, where the names are longer than names are', () => {
    const long = 'x'.repeat(megabyte)

    expect(readUser({ id: long, username: long }, null)).toBeNull()
    expect(readUser({ id: 7, username: long, email: long, first_name: long }, 'ada')).toEqual({
      id: '7',
      username: 'ada',
    })
  })

  it('has no id that was cut: two people would be one', () => {
    expect(readUser({ id: 'x'.repeat(megabyte), sub: '7', username: 'ada' }, null)?.id).toBe('7')
  })

  it.each(Object.entries(bodies))('is not found in %s', async (_, body) => {
    expect((await apiOf('djoser', 200, body).fetchUser(null)).kind).toBe('untold')
  })
})

describe('a hostile refusal of a form', () => {
  it.each(Object.entries(bodies))('is bounded: %s', (_, body) => {
    const json: unknown = JSON.parse(body)
    for (const name of shapes) {
      const errors = readFormErrors(json, profiles[name], (path) => path.at(-1) ?? null)

      expect(Object.keys(errors.fields).length).toBeLessThan(200)
      expect(errors.message?.length ?? 0).toBeLessThan(5_000)
    }
  })
})

describe('a hostile end of a token', () => {
  it('is not told by a text that is neither number nor date', () => {
    const body = { at: '1'.repeat(megabyte) }

    expect(readExpiry(['seconds:at', 'iso:at'], body, null)).toEqual({
      atSeconds: null,
      inSeconds: null,
    })
  })
})

describe('boundedJson', () => {
  it('leaves what is small as it is', () => {
    const value = { a: [1, 'x', null, { b: true }], ['__proto__']: 7 }

    expect(boundedJson(value)).toEqual(value)
  })

  it('looks at no more in all than it does in one level', () => {
    const wide = (levels: number): unknown =>
      levels === 0 ? 'x' : Array.from({ length: 40 }, () => wide(levels - 1))

    expect(JSON.stringify(boundedJson(wide(4))).length).toBeLessThan(20_000)
  })
})
