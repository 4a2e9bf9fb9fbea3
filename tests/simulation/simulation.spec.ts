import { availableParallelism } from 'node:os'
import { expect, it } from 'vitest'
import { generateSchedule } from './generator'
import { seedOf } from './machine/chance'
import { runSchedule } from './run-schedule'
import { bundle } from './runner/bundle.mjs'
import { describeFailure } from './runner/report.mjs'
import { runParallel } from './runner/run-parallel.mjs'

const seed = 1
const runs = 500

it(
  `keeps every guarantee in ${String(runs)} schedules of many tabs in virtual time`,
  { timeout: 120_000 },
  async () => {
    const file = await bundle('spec')
    const batch = { runs, seed, depth: null, mostFailures: 10, shrinks: true }

    const { failures, runs: done } = await runParallel(file, batch, availableParallelism())

    expect(failures.map((failure) => describeFailure(failure, seed))).toEqual([])
    expect(done).toBe(runs)
  },
)

it('gives the same run for the same schedule', async () => {
  const schedules = Array.from({ length: 20 }, (_, index) => generateSchedule(seedOf(3, index)))

  const first = await Promise.all(schedules.map((schedule) => runSchedule(schedule)))
  const second = await Promise.all(schedules.map((schedule) => runSchedule(schedule, true)))

  expect(second.map(({ hash }) => hash)).toEqual(first.map(({ hash }) => hash))
  expect(new Set(first.map(({ hash }) => hash)).size).toBe(20)
})
