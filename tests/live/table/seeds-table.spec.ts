import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { variants } from '../servers/variants.mjs'
import { describeVariant, readTable, renderTable, withTable } from './seeds-table.mjs'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

describe('the table of seeds in the README', () => {
  it('lists every seed with its pinned versions; else: npm run test:live', () => {
    const written = readTable(readme).map((cells) => cells.slice(0, 3))

    expect(written).toEqual(variants.map(describeVariant))
  })

  it('has figures for every seed, within what is promised', () => {
    for (const [name, , , refreshes, unauthorised, trials] of readTable(readme)) {
      const isRefreshed = name !== '004'
      expect(Number(refreshes), name).toBeGreaterThanOrEqual(isRefreshed ? 4 : 0)
      expect(Number(refreshes), name).toBeLessThanOrEqual(isRefreshed ? 6 : 0)
      expect(unauthorised, name).toBe('0')
      if (isRefreshed) expect(Number(trials), name).toBeGreaterThanOrEqual(5)
      else expect(trials, name).toBe('none to share')
    }
  })
})

describe('renderTable', () => {
  it('makes what readTable reads, and says which figure is missing', () => {
    const measured = { refreshes: 5, unauthorised: 0, trials: 30 }
    const table = renderTable(new Map([['000', measured]]))
    const rows = readTable(withTable('a <!-- seeds:begin -->old<!-- seeds:end --> b', table))

    expect(rows.map(([name]) => name)).toEqual(variants.map(({ name }) => name))
    expect(rows[0]?.slice(3)).toEqual(['5', '0', '30'])
    expect(rows[1]?.slice(3)).toEqual(['?', '?', '?'])
  })

  it('leaves the text around the table as it is', () => {
    const text = withTable('a <!-- seeds:begin -->old<!-- seeds:end --> b', 'new')

    expect(text).toBe('a <!-- seeds:begin -->\n\nnew\n\n<!-- seeds:end --> b')
    expect(() => withTable('no markers', 'new')).toThrow('seeds:begin')
  })
})
