// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { expectNone } from './expect-none'
import { fuzzOptions } from './fuzz-options'
import { runNavigationFuzz, runTargetFuzz } from './run-return-path-fuzz'
import { runUrlFuzz } from './run-url-fuzz'

const { seed, count } = fuzzOptions()
const timeout = 1_800_000

console.log(`FUZZ_SEED=${seed} FUZZ_COUNT=${count}`)

it(
  `sends what is of the session to the API alone: ${count} requests, seed ${seed}`,
  async () => {
    const { leaks, lost, doubtful, counts } = await runUrlFuzz({ seed, count })

    console.log(JSON.stringify({ ...counts, doubtful: doubtful.length }))
    expectNone(leaks)
    expectNone(lost)
    expect(counts.cases).toBe(count)
  },
  timeout,
)

it(
  `takes no way back that leaves the app: ${count} of them, seed ${seed}`,
  () => {
    const { leaks, lost } = runTargetFuzz({ seed, count })

    expectNone(leaks)
    expectNone(lost)
  },
  timeout,
)

it.each(['/', '/app/'])(
  `leads from the login to nowhere else: ${Math.ceil(count / 2)} ways back, seed ${seed}, base %s`,
  async (base) => {
    const half = { seed: base === '/' ? seed : seed + 1, count: Math.ceil(count / 2) }
    const { leaks, lost } = await runNavigationFuzz(half, base)

    expectNone(leaks)
    expectNone(lost)
  },
  timeout,
)
