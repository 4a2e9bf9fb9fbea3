import type { World, WorldOptions } from '../world/world'
import type { Scenario } from './scenario'
import { slowRefresh, until } from './situations'

const cacheable = { url: '/api/cacheable/', isSameAddress: true }

/** Longer than a logout and a login take on a busy machine. */
const retryAfterMs = 4_000

/** What else has a hand in the requests of an app: a library that retries, another API, the HTTP cache, redirects. */
export const surroundings: readonly Scenario[] = [
  {
    name: 'axios-retry sends a request again after a change of user',
    wanted: 'it is not sent as the other user, whose own retry is ok',
    world: { retryAfterMs },
    run: async (world) => {
      const { senders } = world.server
      const tab = await world.signIn()
      const adas = unavailableOnce(world)
      await until(() => senders.length === 1)
      await tab.logout()
      await tab.login('grace')
      if (senders.length !== 1) throw new Error('The retry came before the other user.')
      const answers = await adas
      const misattributed = senders.filter((name) => name === 'grace').length
      return { answers: [...answers, ...(await unavailableOnce(world))], misattributed }
    },
    passes: ({ answers, misattributed }) => misattributed === 0 && answers[1]?.kind === 'ok',
  },
  {
    name: 'two APIs on one instance, 401 for ever at the second, 3 at once',
    wanted: '3 fail with 401, at most 1 refresh, then 2 ok at the first, no token at the wrong API',
    world: { ...slowRefresh, hasSecondApi: true },
    run: async (world) => {
      const { server, secondServer } = world
      if (!secondServer) throw new Error('It needs a second API.')
      const tab = await world.signIn()
      await tab.loginAtSecond('grace')
      secondServer.isDataRefused = true
      const refused = await tab.get(3, `${secondServer.origin}/api/posts/`)
      const answers = [...refused, ...(await tab.get(2))]
      const leaks = server.counts.dead + secondServer.counts.dead
      return { answers, leaks, isSignedIn: await tab.isSignedIn() }
    },
    passes: ({ answers, ok, refreshes, leaks, isSignedIn }) =>
      answers.slice(0, 3).every(({ status }) => status === 401) &&
      refreshes <= 1 &&
      ok === 2 &&
      leaks === 0 &&
      isSignedIn === true,
  },
  {
    name: 'an answer that may be cached, then another user',
    wanted: 'each sees their own data',
    run: async (world) => {
      const tab = await world.signIn()
      const adas = await tab.send([cacheable])
      await tab.logout()
      await tab.login('grace')
      const graces = await tab.send([cacheable])
      const shownOthers = graces.filter(({ owner }) => owner === 'ada').length
      return { answers: [...adas, ...graces], shownOthers }
    },
    passes: ({ answers }) => answers[0]?.owner === 'ada' && answers[1]?.owner === 'grace',
  },
  {
    name: 'an answer that may be cached, then the same user',
    wanted: '2 ok, 1 request',
    run: async (world) => {
      const tab = await world.signIn()
      return { answers: [...(await tab.send([cacheable])), ...(await tab.send([cacheable]))] }
    },
    passes: ({ ok, hits }) => ok === 2 && hits === 1,
  },
  downloadAsBlob('401', { server: { refusalStatus: 401 } }),
  downloadAsBlob('403 and a code (DRF)', { server: { refusalStatus: 403 } }),
  redirectElsewhere('the token in Authorization', {}),
  redirectElsewhere('the token in X-Token', { server: { tokenHeader: 'X-Token' } }),
  redirectElsewhere('a constant X-Api-Key', { server: { apiKey: 'bench' } }),
]

/** One request for data, answered 503 at first. */
async function unavailableOnce({ server, tabs }: World) {
  const sentBefore = server.senders.length
  server.isDataDown = true
  const answers = tabs[0]?.get(1, '/api/posts/', 3 * retryAfterMs)
  await until(() => server.senders.length > sentBefore)
  server.isDataDown = false
  return (await answers) ?? []
}

/** Whatever the API answers is a blob, its refusal as well. */
function downloadAsBlob(refusal: string, options: WorldOptions): Scenario {
  return {
    name: `download as a blob, token revoked: ${refusal}`,
    wanted: 'the file, 1 refresh',
    world: options,
    run: async (world) => {
      const tab = await world.signIn()
      world.server.backend.revokeAccessTokens()
      return { answers: await tab.send([{ url: '/api/file/', isDownload: true }]) }
    },
    passes: ({ ok, refreshes }) => ok === 1 && refreshes === 1,
  }
}

/** The API redirects only a request that brings all it wants. */
function redirectElsewhere(what: string, options: WorldOptions): Scenario {
  return {
    name: `302 to another origin, ${what}`,
    wanted: 'the API gets what it wants, the other origin none of it',
    world: options,
    run: async (world) => {
      const tab = await world.signIn()
      return world.withForeignServer(async (foreign) => {
        world.server.movedTo = foreign.url
        const answers = [...(await tab.get(1)), ...(await tab.get(1, '/api/moved/'))]
        return { answers, leaks: foreign.leaks }
      })
    },
    passes: ({ answers, hits, leaks }) => answers[0]?.kind === 'ok' && hits === 2 && leaks === 0,
  }
}
