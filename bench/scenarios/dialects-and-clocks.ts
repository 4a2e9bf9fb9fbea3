import type { World } from '../world/world'
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
  wakeBeforeNetwork('the browser says so', (world, isDown) => world.setOffline(isDown)),
  wakeBeforeNetwork('the browser does not', (world, isDown) => {
    world.server.isUnreachable = isDown
  }),
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

/** A computer wakes before its network; `online` events tell the page, or nothing does. */
function wakeBeforeNetwork(
  how: string,
  setDown: (world: World, isDown: boolean) => Promise<void> | void,
): Scenario {
  return {
    name: `wake 1 s before the network, ${how}`,
    wanted: '5 fail, the next is ok, session kept',
    run: async (world) => {
      const tab = await world.signIn()
      await world.sleep(8 * hourMs)
      await setDown(world, true)
      const early = await tab.get(5)
      await after(1_000)
      await setDown(world, false)
      const late = await tab.get(1)
      return { answers: [...early, ...late], isSignedIn: await tab.isSignedIn() }
    },
    passes: ({ ok, failed, isSignedIn }) => ok === 1 && failed === 5 && isSignedIn === true,
  }
}

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
