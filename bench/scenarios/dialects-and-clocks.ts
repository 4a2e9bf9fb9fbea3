import type { Scenario } from './scenario'
import { after, expired, untilExpiryMs } from './situations'

const hourMs = 3_600_000

/** Clocks that are wrong, and servers that speak otherwise. */
export const dialectsAndClocks: readonly Scenario[] = [
  {
    name: 'wake after 8 hours, 5 at once',
    wanted: '5 ok, 1 refresh',
    run: async (world) => {
      const tab = await world.signIn()
      await world.sleep(8 * hourMs)
      return { answers: await tab.get(5) }
    },
    passes: ({ ok, refreshes }) => ok === 5 && refreshes === 1,
  },
  wrongClock('clock an hour ahead', hourMs),
  wrongClock('clock an hour behind', -hourMs),
  {
    name: 'legacy token, page idle for 2.5 lifetimes',
    wanted: 'the next request is ok',
    world: { server: { model: 'single', accessSeconds: 4 } },
    run: async (world) => {
      const tab = await world.signIn()
      await after(10_000)
      return { answers: await tab.get(1) }
    },
    passes: ({ ok }) => ok === 1,
  },
  {
    name: 'expired tokens get 403 (DRF, session authentication first)',
    wanted: '5 ok, 1 refresh',
    world: { server: { refusalStatus: 403 } },
    run: async (world) => {
      const tab = await expired(world)
      return { answers: await tab.get(5) }
    },
    passes: ({ ok, refreshes }) => ok === 5 && refreshes === 1,
  },
  {
    name: 'the same API, 403 about permission',
    wanted: 'passed on, no refresh',
    world: { server: { refusalStatus: 403 } },
    run: async (world) => {
      const tab = await world.signIn()
      return { answers: await tab.get(1, '/api/forbidden/') }
    },
    passes: ({ answers, refreshes }) => answers[0]?.status === 403 && refreshes === 0,
  },
]

function wrongClock(name: string, clockOffsetMs: number): Scenario {
  return {
    name: `${name}, 5 before expiry and 5 after`,
    wanted: '10 ok, 1 refresh',
    world: { clockOffsetMs },
    run: async (world) => {
      const tab = await world.signIn()
      const before = await tab.getInTurn(5)
      await world.sleep(untilExpiryMs)
      return { answers: [...before, ...(await tab.getInTurn(5))] }
    },
    passes: ({ ok, refreshes }) => ok === 10 && refreshes === 1,
  }
}
