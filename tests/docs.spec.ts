import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { profileNames } from '@/auth/backends/profile-names'
import type { ProfileName } from '@/auth/backends/profile-names'
import { profiles } from './support/resolve-profile'
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

/** What a profile has there, as `config.json` would write it; nothing inside of a section that it has not. */
function defaultOf(profile: object, key: string): string {
  const value = key
    .split('.')
    .slice(1)
    .reduce<unknown>(
      (part, name) => Object.entries(part ?? {}).find(([k]) => k === name)?.[1],
      profile,
    )
  const isEndpoint = typeof value === 'object' && value !== null && 'url' in value
  if (value === undefined) return ''
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

const backends = readFileSync('docs/backends.md', 'utf8')

const blocks = [...`${guide}\n${readme}\n${backends}`.matchAll(/```json\n(.*?)```/gs)].map(
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

  it('names the default of each', () => {
    const ofAuth = rows.filter(([key]) => key?.startsWith('auth.') && key !== 'auth.profile')

    expect(ofAuth.map((row) => row.slice(0, 2))).toEqual(
      ofAuth.map(([key = '']) => [key, defaultOf(profiles.simplejwt, key)]),
    )
  })

  it('says of each what it means', () => {
    expect(rows.filter((row) => (row[2] ?? '').length < 10)).toEqual([])
  })

  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(9)
  })

  it.each(examples)('is right in this example: %s', (json) => {
    expect(() => parseConfig(json)).not.toThrow()
  })
})

/** What a profile was checked against and when, by the comment on it. */
function checkedOf(name: string): string {
  const source = readFileSync(`src/auth/backends/profiles/${name}.ts`, 'utf8')
  const found = /Checked: (live|recorded|documentation), (\d{4}-\d\d-\d\d, [^\n]+)\.$/m.exec(source)
  const words = { live: '_live_', recorded: '_recorded_', documentation: '_documentation_' }
  return found ? `${words[found[1] as keyof typeof words]}, ${found[2] ?? ''}` : 'nothing is said'
}

function rowOf(name: ProfileName): string {
  const { model, transport, endpoints, refresh } = profiles[name]
  const carried = refresh.placement === 'cookie' ? 'cookies' : `\`${transport.prefix}\``
  const [obtain, renew] = [endpoints.obtain.url, endpoints.refresh?.url]
  return `| [\`${name}\`](#${name}) | ${model} | ${carried} | \`${obtain}\` | ${renew ? `\`${renew}\`` : ''} | ${checkedOf(name)} |`
}

describe('docs/backends.md', () => {
  it('has a row for each profile, with what it was checked against', () => {
    const squeezed = backends.replace(/ +/g, ' ').split('\n')

    expect(squeezed.filter((line) => line.startsWith('| [`'))).toEqual(
      profileNames.map((name) => rowOf(name).replace(/ +/g, ' ')),
    )
  })

  it('has a section for each profile, in the same order', () => {
    expect(backends.match(/(?<=^## ).+$/gm)).toEqual([...profileNames])
  })

  it('names every hook', () => {
    const source = readFileSync('src/auth/backends/profile-hooks.ts', 'utf8')
    const hooks = source
      .slice(source.indexOf('interface ProfileHooks'))
      .match(/(?<=readonly )\w+(?=\?:)/g)

    expect(backends.match(/(?<=^\| `)[a-z]\w+(?=` )/gm)).toEqual(hooks)
  })
})

interface TestReference {
  readonly document: string
  readonly file: string
  readonly title: string
}

/** Every `[name](path of a test file) › "title of a test"` of a document. */
function testReferencesOf(document: string): TestReference[] {
  const link = /\]\(([^)\s]+\.(?:spec|e2e|live)\.ts)\) › "([^"]+)"/g
  return [...readFileSync(document, 'utf8').matchAll(link)].map(([, path = '', title = '']) => ({
    document,
    file: join(dirname(document), path),
    title,
  }))
}

/** The texts of a test file, as they are meant: titles among them. */
function textsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8').replaceAll('\\u2019', '’')
  return [...source.matchAll(/(['"`])((?:(?!\1|\n).)+)\1/g)].map(([, , text = '']) => text)
}

const documents = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md'),
)

describe('the documents', () => {
  const references = documents.flatMap(testReferencesOf)

  it('name tests by file and title', () => {
    expect(references.length).toBeGreaterThan(50)
  })

  it.each(references)('are right in $document: $file › $title', ({ file, title }) => {
    expect(existsSync(file)).toBe(true)
    expect(textsOf(file)).toContain(title)
  })
})

describe('docs/threads.md', () => {
  const lines = readFileSync('docs/threads.md', 'utf8').split('\n')
  const threads = lines.filter((line) => line.startsWith('| ['))

  it('has each thread once, in order, with a link', () => {
    const numbers = threads.map((line) => Number(/\[(\d+)\]/.exec(line)?.[1]))

    expect(numbers).toEqual(Array.from({ length: 105 }, (_, index) => index + 1))
    for (const [name] of threads.join('').matchAll(/\[\d+[a-z]?\]/g)) {
      expect(lines.filter((line) => line.startsWith(`${name}: https://`))).toHaveLength(1)
    }
  })

  it('names a test for each, or says why there is none', () => {
    const unanswered = threads.filter((line) => !/› "|Cannot (happen|be helped)/.test(line))

    expect(unanswered).toEqual([])
  })
})
