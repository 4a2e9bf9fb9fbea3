import type { World } from '../world/world'
import type { Observation, Scenario } from './scenario'
import { after, expiredTabs, slowRefresh, until } from './situations'

/** What goes wrong on the server's side. */
export const serverTrouble: readonly Scenario[] = [
  {
    name: 'the refresh answers 503, 5 waiting',
    wanted: '5 fail, 1 refresh, session kept',
    run: async (world) => {
      const [tab] = await expiredTabs(world, 1)
      world.server.isRefreshDown = true
      const answers = await tab.get(5)
      return { answers, isSignedIn: await tab.isSignedIn() }
    },
    passes: ({ failed, refreshes, isSignedIn }) =>
      failed === 5 && refreshes === 1 && isSignedIn === true,
  },
  {
    name: 'the refresh works again, 3 s ago',
    wanted: '5 ok without a new login',
    run: async (world) => {
      const [tab] = await expiredTabs(world, 1)
      world.server.isRefreshDown = true
      await tab.get(5)
      await after(500)
      world.server.isRefreshDown = false
      await after(3_000)
      return { answers: await tab.get(5) }
    },
    passes: ({ ok }) => ok === 5,
  },
  {
    name: 'the refresh never answers, 5 waiting',
    wanted: 'all settle within 15 s',
    run: async (world) => {
      const [tab] = await expiredTabs(world, 1)
      world.server.refreshGate.close()
      const answers = await tab.get(5, '/api/posts/', 15_000)
      world.server.refreshGate.open()
      return { answers }
    },
    passes: ({ hung }) => hung === 0,
  },
  {
    name: 'one of 3 that wait for the refresh is aborted',
    wanted: 'it settles before the refresh does, 2 ok',
    run: abortOneOfThree,
    passes: ({ isAbortedAtOnce, ok }) => isAbortedAtOnce === true && ok === 2,
  },
  {
    name: '401 for ever, 5 at once',
    wanted: '5 fail with 401, at most 1 refresh and 10 requests',
    world: slowRefresh,
    run: async (world) => {
      const tab = await world.signIn()
      world.server.isDataRefused = true
      return { answers: await tab.get(5) }
    },
    passes: ({ answers, refreshes, hits }) =>
      answers.every(({ status }) => status === 401) && refreshes <= 1 && hits <= 10,
  },
  {
    name: '401 for ever, 10 one after another',
    wanted: '10 fail with 401, at most 3 refreshes',
    run: async (world) => {
      const tab = await world.signIn()
      world.server.isDataRefused = true
      return { answers: await tab.getInTurn(10) }
    },
    passes: ({ answers, refreshes }) =>
      answers.every(({ status }) => status === 401) && refreshes <= 3,
  },
]

async function abortOneOfThree(world: World): Promise<Observation> {
  const [tab] = await expiredTabs(world, 1)
  const { refreshGate, counts } = world.server
  refreshGate.close()
  const waiting = tab.get(2)
  const aborted = tab.send([{ url: '/api/posts/', isAbortable: true }])
  await until(() => counts.refreshes > 0)
  await after(200)
  await tab.abort()
  const settled = await Promise.race([aborted, after(2_000)])
  refreshGate.open()
  return {
    answers: [...(await waiting), ...(await aborted)],
    isAbortedAtOnce: settled?.[0]?.kind === 'aborted',
  }
}
