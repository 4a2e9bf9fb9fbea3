/** What tells a browser to write what follows from right to left, and where that ends (Unicode UAX 9). */
const rightToLeft = '\u202e'
const end = '\u202c'

/** Texts as a language from right to left would have them: the same letters, the other way round. */
export function mirror<Texts extends object>(texts: Texts): Texts
export function mirror(texts: object): object {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, mirrored(value)]))
}

function mirrored(value: unknown): unknown {
  if (typeof value === 'string') return `${rightToLeft}${value}${end}`
  if (typeof value === 'object' && value !== null) return mirror(value)
  if (typeof value !== 'function') return value
  return (...parts: readonly unknown[]) => mirrored(Reflect.apply(value, undefined, parts))
}
