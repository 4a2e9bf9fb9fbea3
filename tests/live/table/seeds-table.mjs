import { readFileSync } from 'node:fs'
import { variants } from '../servers/variants.mjs'

/** @import { Variant } from '../servers/variants.mjs' */

/**
 * What the live tests have measured on one server.
 *
 * @typedef {object} Figures
 * @property {number} refreshes Refresh requests in five lifetimes of an access token.
 * @property {number} unauthorised 401 answers in the same time.
 * @property {number} trials How often two tabs met at the end of a token; 0 where nothing can be refreshed.
 */

const begin = '<!-- seeds:begin -->'
const end = '<!-- seeds:end -->'

/** The names of the columns. */
export const columns = [
  'seed',
  'backend',
  'what is shown',
  'refreshes in five lifetimes',
  '401s',
  'two-tab trials',
]

/**
 * The first columns of a server's row: what can be told without running it.
 *
 * @param {Variant} variant
 */
export function describeVariant(variant) {
  const pins = pinnedVersions(variant)
  const backend = variant.reported.map((name) => `${name} ${pins.get(name) ?? 'unpinned'}`)
  return [variant.name, backend.join(', '), variant.what]
}

/**
 * The table as Markdown.
 *
 * @param {ReadonlyMap<string, Figures>} figures By the name of the variant.
 */
export function renderTable(figures) {
  const rows = variants.map((variant) => {
    const { refreshes, unauthorised, trials } = figures.get(variant.name) ?? {}
    const measured = [refreshes, unauthorised, trials === 0 ? 'none to share' : trials]
    return [...describeVariant(variant), ...measured.map((value) => String(value ?? '?'))]
  })
  const cells = [columns, ...rows]
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)))
  const line = (/** @type {readonly string[]} */ row) =>
    `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(columns), rule, ...rows.map(line)].join('\n')
}

/**
 * Puts a table between the markers of a text.
 *
 * @param {string} text
 * @param {string} table
 */
export function withTable(text, table) {
  const { before, after } = split(text)
  return `${before}\n\n${table}\n\n${after}`
}

/**
 * The cells of the table between the markers, without its head.
 *
 * @param {string} text
 */
export function readTable(text) {
  return split(text)
    .table.split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

/**
 * @param {Variant} variant
 * @returns {ReadonlyMap<string, string>}
 */
function pinnedVersions({ seed, requirements }) {
  const file = new URL(`../servers/seed-${seed}/${requirements}`, import.meta.url)
  const pins = readFileSync(file, 'utf8').matchAll(/^([\w.-]+)==(\S+)$/gm)
  return new Map(Array.from(pins, ([, name = '', version = '']) => [name, version]))
}

/** @param {string} text */
function split(text) {
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`The text needs the markers ${begin} and ${end}.`)
  const start = from + begin.length
  return {
    before: text.slice(0, start),
    table: text.slice(start, to).trim(),
    after: text.slice(to),
  }
}
