import { expect } from 'vitest'

/** As many as help to find the cause. Thousands of lines do not. */
const most = 10

/** Fails with the first few of them, and how many there are. */
export function expectNone(faults: readonly string[]): void {
  expect([...faults.slice(0, most), ...rest(faults.length - most)]).toEqual([])
}

const rest = (count: number) => (count > 0 ? [`… and ${count} more`] : [])
