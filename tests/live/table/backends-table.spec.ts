import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { profileNames } from '@/auth/backends/profile-names'
import { longLifetimes } from '../servers/backend.mjs'
import { backends } from '../servers/backends.mjs'
import { describeBackend, readTable, renderTable, withTable } from './backends-table.mjs'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

describe('the table of backends in the README', () => {
  it('lists every backend with its pinned versions; else: npm run test:live', () => {
    const written = readTable(readme).map((cells) => cells.slice(0, 4))

    expect(written).toEqual(backends.map(describeBackend))
  })

  it.each(backends)('has figures for $name, within what is promised', ({ name, facts }) => {
    const row = readTable(readme).find(([cell]) => cell === name)
    const [lifetimes, refreshes, unauthorised, trials] = row?.slice(4) ?? []

    expect(Number(lifetimes)).toBe(facts.lifetimes)
    expect(unauthorised).toBe('0')
    if (facts.trials > 0) {
      expect(Math.abs(Number(refreshes) - facts.lifetimes)).toBeLessThanOrEqual(1)
      expect(Number(trials)).toBeGreaterThanOrEqual(facts.trials)
    } else {
      expect([refreshes, trials]).toEqual(['0', 'none to share'])
    }
  })

  it('is followed by the profiles that no server stands for', () => {
    const run = backends.map(({ auth }) => auth(longLifetimes).profile)
    const onPaper = /documentation and source alone: ([^.]+)\./.exec(readme)?.[1] ?? ''

    // `django-oauth-toolkit` is `oauth2` with its addresses.
    const rest = profileNames.filter((name) => name !== 'oauth2' && !run.includes(name))
    expect(Array.from(onPaper.matchAll(/`([\w-]+)`/g), ([, name]) => name)).toEqual(rest)
  })

  it.each(backends)('has $name as a file of tests', ({ name }) => {
    expect(existsSync(new URL(`../matrix/${name}.live.ts`, import.meta.url))).toBe(true)
  })
})

describe('renderTable', () => {
  it('makes what readTable reads, and says which figure is missing', () => {
    const measured = { lifetimes: 5, refreshes: 5, unauthorised: 0, trials: 30 }
    const table = renderTable(new Map([['000', measured]]))
    const rows = readTable(withTable('a <!-- backends:begin -->old<!-- backends:end --> b', table))

    expect(rows.map(([name]) => name)).toEqual(backends.map(({ name }) => name))
    expect(rows[0]?.slice(4)).toEqual(['5', '5', '0', '30'])
    expect(rows[1]?.slice(4)).toEqual(['?', '?', '?', '?'])
  })

  it('leaves the text around the table as it is', () => {
    const text = withTable('a <!-- backends:begin -->old<!-- backends:end --> b', 'new')

    expect(text).toBe('a <!-- backends:begin -->\n\nnew\n\n<!-- backends:end --> b')
    expect(() => withTable('no markers', 'new')).toThrow('backends:begin')
  })
})
