import { setTimeout as delay } from 'node:timers/promises'
import { expireAccessTokens } from '../../../src/mocks/trouble'
import type { MockHttpServer } from '../../support/mock-http-server'
import { expect, isRefresh } from '../e2e-test'
import type { ServerClock } from '../e2e-test'
import { fivePaths } from './tabs'
import type { Tab } from './tabs'

/** How often a pair of tabs tries in one test. */
export const trials = Number(process.env['TAB_TRIALS'] ?? 3)

/** How long that may take, in ms. */
export const trialsTimeoutMs = trials * 2_000 + 30_000

/** Why the tabs need a new token: it has run out, or the server takes it no more. */
export type Need = 'runs out' | 'is refused'

/** How long both tabs have to be told, in ms. Where one is not told in time, the trial does not count. */
const headStartMs = 60

/** How many trials may not count before the machine is too busy for them. */
const mostVoid = 100

/** How long the server thinks about a refresh, so that tabs have time to meet. */
const refreshMs = 30

/** What the trials are held with. */
export interface TrialWorld {
  readonly api: MockHttpServer
  readonly serverClock: ServerClock
  /** How long a token lives. */
  readonly accessSeconds: number
}

/**
 * Two tabs that stand still, go on at the same instant, need a new token and send five requests each; in
 * every other trial the second tab is a little late, in the middle of the first one's refresh.
 *
 * Holds when there was one refresh, and every request had its answer. A tab that was told too late has not gone on at
 * the same instant: that was another trial than this one.
 */
export async function expectOneRefreshPerTrial(
  pair: readonly Tab[],
  need: Need,
  world: TrialWorld,
) {
  const { api } = world
  api.intercept(async (request) => {
    if (isRefresh(request)) await delay(refreshMs)
    return undefined
  })
  const refreshes = () => api.log.filter(isRefresh).length
  let voids = 0
  let refreshesOfVoids = 0
  for (let trial = 1; trial <= trials; trial += 1) {
    const before = api.log.length

    const woken = await wakeTogether(pair, need, world, trial % 2 === 0 ? refreshMs / 2 : 0)
    if (woken.some(({ isLate }) => isLate) && voids < mostVoid) {
      voids += 1
      refreshesOfVoids += api.log.slice(before).filter(isRefresh).length
      trial -= 1
      continue
    }
    const answers = woken.map((tab) => tab.answers)

    const asked = api.log.slice(before).filter(({ method }) => method !== 'OPTIONS')
    expect(answers, `trial ${trial}`).toEqual(pair.map(() => fivePaths.map(() => 200)))
    expect(asked.filter(isRefresh), `trial ${trial}`).toMatchObject([{ status: 200 }])
    // What is known to be over is not even tried.
    const refused = asked.filter(({ status }) => status === 401)
    if (need === 'runs out') expect(refused, `trial ${trial}`).toEqual([])
  }
  expect(voids, 'trials in which a tab was told too late').toBeLessThan(mostVoid)
  for (const tab of pair) await tab.expectSignedIn()
  expect(refreshes() - refreshesOfVoids).toBe(trials)
}

async function wakeTogether(
  pair: readonly Tab[],
  need: Need,
  { api, serverClock, accessSeconds }: TrialWorld,
  skewMs: number,
) {
  if (need === 'runs out') serverClock.aheadMs += accessSeconds * 1000
  else api.cause(expireAccessTokens)
  const { aheadMs } = serverClock
  const atMs = Date.now() + headStartMs
  return Promise.all(
    pair.map((tab, index) => tab.askAt({ paths: fivePaths, aheadMs, atMs: atMs + index * skewMs })),
  )
}
