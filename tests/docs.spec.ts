import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resolveProfile } from '@/auth/backends/resolve-profile'
import { configSchema, parseConfig } from '@/config'

const guide = readFileSync('docs/configuration.md', 'utf8')
const readme = readFileSync('README.md', 'utf8')

interface SchemaNode {
  readonly type: string
  readonly entries?: Readonly<Record<string, SchemaNode>>
  readonly wrapped?: SchemaNode
  readonly item?: SchemaNode
}

/** Every key that a file may hold: `auth.endpoints.obtain`, `lists[].title`. */
function keysOf({ entries, wrapped, item }: SchemaNode, at = ''): string[] {
  if (wrapped) return keysOf(wrapped, at)
  if (item?.entries) return keysOf(item, `${at}[]`)
  if (!entries) return [at]
  const dot = at === '' ? '' : `${at}.`
  return Object.entries(entries).flatMap(([key, entry]) => keysOf(entry, dot + key))
}

/** What a profile has there, as `config.json` would write it. */
function defaultOf(profile: object, key: string): string {
  const value = key
    .split('.')
    .slice(1)
    .reduce<unknown>(
      (part, name) => Object.entries(part ?? {}).find(([k]) => k === name)?.[1],
      profile,
    )
  const isEndpoint = typeof value === 'object' && value !== null && 'url' in value
  return JSON.stringify(isEndpoint ? value.url : value).replaceAll(',', ', ')
}

/** The rows of the table of all keys: key, and the cells after it, without their code marks. */
const rows = guide
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
  )

const blocks = [...`${guide}\n${readme}`.matchAll(/```json\n(.*?)```/gs)].map(
  ([, json]) => json ?? '',
)
/** A fragment shows a section only: what it stands in is put around it. */
const examples = blocks.map((json) =>
  json.startsWith('{') ? json : `{ "apiBaseUrl": "/", ${json} }`,
)

describe('docs/configuration.md', () => {
  it('names every key that config.json may hold, and no other', () => {
    expect(rows.map(([key]) => key)).toEqual(keysOf(configSchema))
  })

  it('names the default of each profile', () => {
    const simplejwt = resolveProfile({ profile: 'simplejwt' })
    const legacy = resolveProfile({ profile: 'djangorestframework-jwt' })
    const ofAuth = rows.filter(([key]) => key?.startsWith('auth.') && key !== 'auth.profile')

    expect(ofAuth.map((row) => row.slice(0, 3))).toEqual(
      ofAuth.map(([key = '']) => [key, defaultOf(simplejwt, key), defaultOf(legacy, key)]),
    )
  })

  it('says of each what it means', () => {
    expect(rows.filter((row) => (row[3] ?? '').length < 10)).toEqual([])
  })

  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(9)
  })

  it.each(examples)('is right in this example: %s', (json) => {
    expect(() => parseConfig(json)).not.toThrow()
  })
})
