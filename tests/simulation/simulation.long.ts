import { availableParallelism } from 'node:os'
import { beforeAll, describe, expect, it } from 'vitest'
import { countOfDepth } from './explorer'
import { bundle } from './runner/bundle.mjs'
import { corners, describeFailure } from './runner/report.mjs'
import { runParallel } from './runner/run-parallel.mjs'

const seed = 1
const runs = 20_000
const depth = 2
const batch = { runs, seed, depth: null, mostFailures: 10, shrinks: true }

/** Bundled and on all cores: twice as fast as in the test runner, and it has the same code. */
let file = ''

beforeAll(async () => {
  file = await bundle('long')
}, 60_000)

describe('many tabs in virtual time', () => {
  it('keeps every guarantee in generated schedules', { timeout: 600_000 }, async () => {
    const { failures, counts, runs: done } = await runParallel(file, batch, availableParallelism())

    expect(failures.map((failure) => describeFailure(failure, seed))).toEqual([])
    expect(done).toBe(runs)
    expect(Object.keys(corners).filter((corner) => counts[corner] === undefined)).toEqual([])
  })

  it('keeps every guarantee in all short schedules of two tabs', { timeout: 600_000 }, async () => {
    const exhaustive = { ...batch, runs: 0, depth }

    const { failures, runs: done } = await runParallel(file, exhaustive, availableParallelism())

    expect(failures.map((failure) => describeFailure(failure, seed))).toEqual([])
    expect(done).toBe(countOfDepth(depth))
  })
})
