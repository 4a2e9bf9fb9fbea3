import type { World } from '../world/world'
import type { Observation, Scenario } from './scenario'
import { after, areSignedIn, expiredAgain, expiredTabs, until } from './situations'

/** Races have to be run often to be seen. */
const inTheSameTabs = { trials: 20, isContinued: true }
const withoutLocks = { trials: 10, isContinued: true }

/** What several tabs do to each other, and what a logout leaves behind. */
export const tabs: readonly Scenario[] = [
  {
    name: 'two tabs, 5 each at the same instant',
    wanted: '10 ok, 1 refresh',
    ...inTheSameTabs,
    run: (world) => allAtOnce(world, 2, 5),
    passes: ({ ok, refreshes }) => ok === 10 && refreshes === 1,
  },
  {
    name: 'the same, a spent refresh token ends the session',
    wanted: '10 ok, 1 refresh, session kept',
    ...inTheSameTabs,
    world: { server: { reuse: 'ends-family' } },
    run: (world) => allAtOnce(world, 2, 5),
    passes: ({ ok, refreshes, isSignedIn }) => ok === 10 && refreshes === 1 && isSignedIn === true,
  },
  {
    name: 'two tabs on plain http (no Web Locks)',
    wanted: '10 ok, session kept',
    ...withoutLocks,
    world: { isInsecure: true },
    run: (world) => allAtOnce(world, 2, 5),
    passes: ({ ok, isSignedIn }) => ok === 10 && isSignedIn === true,
  },
  {
    name: 'plain http, a spent refresh token ends the session',
    wanted: '10 ok, session kept',
    ...withoutLocks,
    world: { isInsecure: true, server: { reuse: 'ends-family' } },
    run: (world) => allAtOnce(world, 2, 5),
    passes: ({ ok, isSignedIn }) => ok === 10 && isSignedIn === true,
  },
  {
    name: 'twenty tabs, 1 each at the same instant',
    wanted: '20 ok, 1 refresh',
    run: (world) => allAtOnce(world, 20, 1),
    passes: ({ ok, refreshes }) => ok === 20 && refreshes === 1,
  },
  {
    name: 'logout during a refresh',
    wanted: 'stays logged out, no token sent after it',
    run: (world) => logOutDuringRefresh(world, 1),
    passes: ({ afterLogout, isSignedIn }) => afterLogout === 0 && isSignedIn === false,
  },
  {
    name: 'logout in the other tab',
    wanted: 'this one sends no token any more',
    run: async (world) => {
      const [tab, other] = [await world.signIn(), await world.openTab()]
      await other.logout()
      await after(300)
      const { carried } = world.server.counts
      const answers = await tab.get(1)
      return { answers, afterLogout: world.server.counts.carried - carried }
    },
    passes: ({ afterLogout }) => afterLogout === 0,
  },
  {
    name: 'logout in the other tab during a refresh',
    wanted: 'both stay logged out, no token sent after it',
    run: (world) => logOutDuringRefresh(world, 2),
    passes: ({ afterLogout, isSignedIn }) => afterLogout === 0 && isSignedIn === false,
  },
  {
    name: 'another user logs in in the other tab during a refresh',
    wanted: 'what waits for it is not sent as them',
    run: async (world) => {
      const { answers, senders } = await switchDuringRefresh(world)
      return { answers, misattributed: senders.filter((name) => name === 'grace').length }
    },
    passes: ({ misattributed, hung }) => misattributed === 0 && hung === 0,
  },
  {
    name: 'the same, then the other tab sends a request',
    wanted: 'it is sent as the one who logged in there',
    run: async (world) => {
      const { other } = await switchDuringRefresh(world)
      const before = world.server.senders.length
      const answers = await other.get(1)
      const senders = world.server.senders.slice(before)
      return { answers, misattributed: senders.filter((name) => name !== 'grace').length }
    },
    passes: ({ ok, misattributed }) => ok === 1 && misattributed === 0,
  },
]

async function allAtOnce(world: World, count: number, requests: number): Promise<Observation> {
  const opened = await expiredAgain(world, count)
  const answers = await Promise.all(opened.map((tab) => tab.get(requests)))
  return { answers: answers.flat(), isSignedIn: await areSignedIn(opened) }
}

/** In the first tab Ada's request waits for a refresh; in the other one Grace logs in meanwhile. */
async function switchDuringRefresh(world: World) {
  const { refreshGate, counts, senders } = world.server
  const [tab, other = tab] = await expiredTabs(world, 2)
  refreshGate.close()
  const waiting = tab.get(1)
  await until(() => counts.refreshes > 0)
  const login = other.login('grace')
  await Promise.race([login, after(2_000)])
  refreshGate.open()
  const [answers] = await Promise.all([waiting, login])
  await after(300)
  return { other, answers, senders: [...senders] }
}

/** The first tab refreshes, the last one logs out meanwhile; then each of them sends something. */
async function logOutDuringRefresh(world: World, count: 1 | 2): Promise<Observation> {
  const { refreshGate, counts } = world.server
  const opened = await expiredTabs(world, count)
  const [first, last = first] = opened
  refreshGate.close()
  const waiting = first.get(1)
  await until(() => counts.refreshes > 0)
  await last.logout()
  const { carried } = counts
  refreshGate.open()
  const answers = [await waiting, ...(await Promise.all(opened.map((tab) => tab.get(1))))].flat()
  const isSignedIn = (await Promise.all(opened.map((tab) => tab.isSignedIn()))).some(Boolean)
  return { answers, isSignedIn, afterLogout: counts.carried - carried }
}
