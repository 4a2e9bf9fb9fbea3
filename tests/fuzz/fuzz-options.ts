import { randomInt } from 'node:crypto'

/** Which cases a long run takes: from `FUZZ_SEED` and `FUZZ_COUNT`, or 100,000 of a seed that chance picks. */
export function fuzzOptions(): { readonly seed: number; readonly count: number } {
  return {
    seed: wholeNumber('FUZZ_SEED') ?? randomInt(2 ** 31),
    count: wholeNumber('FUZZ_COUNT') ?? 100_000,
  }
}

function wholeNumber(name: string): number | null {
  const text = process.env[name]
  if (text === undefined || text === '') return null
  if (!/^\d+$/.test(text)) throw new Error(`${name} is no whole number: ${text}`)
  return Number(text)
}
