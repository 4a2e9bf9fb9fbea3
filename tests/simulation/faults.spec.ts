import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { faults } from './faults/faults.mjs'

const countIn = (file: string, text: string) =>
  readFileSync(`src/auth/${file}`, 'utf8').split(text).length - 1

describe('planted faults', () => {
  it('are at least twenty-five, each with a name of its own', () => {
    const names = new Set(faults.map(({ name }) => name))

    expect(names.size).toBe(faults.length)
    expect(faults.length).toBeGreaterThanOrEqual(25)
  })

  it.each(faults.flatMap(({ name, edits }) => edits.map((edit) => ({ name, ...edit }))))(
    'fit the code as it is: $name, $file',
    ({ file, find }) => {
      expect(countIn(file, find)).toBe(1)
    },
  )
})
