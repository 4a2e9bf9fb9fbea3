// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { expectNone } from './expect-none'
import { naiveTargets } from './naive'
import { runNavigationFuzz, runTargetFuzz } from './run-return-path-fuzz'

const seed = 1
const count = 1_500

it(`takes no way back that leaves the app: ${count} of them, seed ${seed}`, () => {
  const { leaks, lost, led } = runTargetFuzz({ seed, count })

  expectNone(leaks)
  expectNone(lost)
  expect(led).toBeGreaterThan(count / 3)
})

it.each(['/', '/app/'])(
  `leads from the login to nowhere else: ${count / 3} ways back, seed ${seed}, base %s`,
  async (base) => {
    const { leaks, lost, led } = await runNavigationFuzz({ seed, count: count / 3 }, base)

    expectNone(leaks)
    expectNone(lost)
    expect(led).toBeGreaterThan(count / 9)
  },
  120_000,
)

it('finds a way back that is taken for starting with a slash', () => {
  const targetOf = naiveTargets['a path that starts with one slash']

  const { leaks } = runTargetFuzz({ seed, count: 500, ...(targetOf && { targetOf }) })

  expect(leaks).not.toEqual([])
})
