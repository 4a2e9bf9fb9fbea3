// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { expectNone } from './expect-none'
import { naiveInstalls } from './naive'
import { runUrlFuzz } from './run-url-fuzz'

const seed = 1
const count = 1_500

it(`sends what is of the session to the API alone: ${count} requests, seed ${seed}`, async () => {
  const { leaks, lost, counts } = await runUrlFuzz({ seed, count })

  expectNone(leaks)
  expectNone(lost)
  // Neither half of it is idle.
  expect(counts.plain).toBeGreaterThan(count / 3)
  expect(counts.authorized).toBeGreaterThan(count / 2)
  expect(counts.sent - counts.authorized).toBeGreaterThan(count / 3)
}, 120_000)

it('finds a token that goes with everything', async () => {
  const install = naiveInstalls['a token with everything']

  const { leaks } = await runUrlFuzz({ seed, count: 50, ...(install && { install }) })

  expect(leaks).not.toEqual([])
})
