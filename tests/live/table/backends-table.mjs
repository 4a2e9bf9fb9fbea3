import { readFileSync } from 'node:fs'
import { longLifetimes } from '../servers/backend.mjs'
import { backends } from '../servers/backends.mjs'

/** @import { Backend } from '../servers/backend.mjs' */

/**
 * What the live tests have measured on one server.
 *
 * @typedef {object} Figures
 * @property {number} lifetimes How many lifetimes of an access token were waited for.
 * @property {number} refreshes Refresh requests in that time.
 * @property {number} unauthorised 401 answers in the same time.
 * @property {number} trials How often two tabs met at the end of a token; 0 where nothing can be refreshed.
 */

const begin = '<!-- backends:begin -->'
const end = '<!-- backends:end -->'

/** The names of the columns. */
export const columns = [
  'name',
  'profile',
  'backend',
  'what is shown',
  'lifetimes',
  'refreshes',
  '401s',
  'two-tab trials',
]

/**
 * The first columns of a server's row: what can be told without running it.
 *
 * @param {Backend} backend
 */
export function describeBackend(backend) {
  const pins = pinnedVersions(backend)
  const packages = backend.reported.map((name) => `${name} ${pins.get(name) ?? 'unpinned'}`)
  const { profile } = backend.auth(longLifetimes)
  return [backend.name, `\`${profile}\``, packages.join(', '), backend.what]
}

/**
 * The table as Markdown.
 *
 * @param {ReadonlyMap<string, Figures>} figures By the name of the backend.
 */
export function renderTable(figures) {
  const rows = backends.map((backend) => {
    const { lifetimes, refreshes, unauthorised, trials } = figures.get(backend.name) ?? {}
    const shared = trials === 0 ? 'none to share' : trials
    const measured = [lifetimes, refreshes, unauthorised, shared]
    return [...describeBackend(backend), ...measured.map((value) => String(value ?? '?'))]
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
 * @param {Backend} backend
 * @returns {ReadonlyMap<string, string>}
 */
function pinnedVersions({ folder, requirements }) {
  const file = new URL(`../servers/${folder}/${requirements}`, import.meta.url)
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
