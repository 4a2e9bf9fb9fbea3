/**
 * The name that was meant, if one is near enough.
 *
 * @param {string} word
 * @param {readonly string[]} names
 * @returns {string | null}
 */
export function nearest(word, names) {
  const close = names
    .map((name) => ({ name, distance: distanceBetween(word, name) }))
    .filter(({ name, distance }) => distance <= Math.max(1, name.length / 3))
    .sort((a, b) => a.distance - b.distance)
  return close[0]?.name ?? null
}

/**
 * How many letters have to be added, removed or replaced (Levenshtein).
 *
 * @param {string} a
 * @param {string} b
 */
function distanceBetween(a, b) {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...a].entries()) {
    const line = [row + 1]
    for (const [column, other] of [...b].entries()) {
      const replaced = (above[column] ?? 0) + (letter === other ? 0 : 1)
      line.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1))
    }
    above = line
  }
  return above[b.length] ?? 0
}
