import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../../../docs/simulation.md', import.meta.url)

/**
 * Replaces what stands between two markers of `docs/simulation.md`.
 *
 * @param {string} marker
 * @param {string} text
 */
export function writeDocs(marker, text) {
  const [begin, end] = [`<!-- ${marker} -->`, `<!-- end of ${marker} -->`]
  const before = readFileSync(file, 'utf8')
  const [head, rest] = before.split(begin)
  const tail = rest?.split(end)[1]
  if (head === undefined || tail === undefined) throw new Error(`No ${begin} in docs/simulation.md`)
  writeFileSync(file, `${head}${begin}\n\n${text}\n\n${end}${tail}`)
}
