import type { Scenario } from './scenario'
import { expired, slowRefresh } from './situations'

/** What one tab meets on an ordinary day. */
export const oneTab: readonly Scenario[] = [
  {
    name: '20 at once, token expired',
    wanted: '20 ok, 1 refresh',
    run: async (world) => {
      const tab = await expired(world)
      return { answers: await tab.get(20) }
    },
    passes: ({ ok, refreshes }) => ok === 20 && refreshes === 1,
  },
  {
    name: '5 at once, token revoked before it expires',
    wanted: '5 ok, 1 refresh',
    world: slowRefresh,
    run: async (world) => {
      const tab = await world.signIn()
      world.server.backend.revokeAccessTokens()
      return { answers: await tab.get(5) }
    },
    passes: ({ ok, refreshes }) => ok === 5 && refreshes === 1,
  },
  {
    name: 'absolute URL of another origin',
    wanted: 'it gets no token',
    run: async (world) => {
      const tab = await world.signIn()
      return world.withForeignServer(async (foreign) => {
        const answers = await tab.get(1, foreign.url)
        return { answers, leaks: foreign.leaks }
      })
    },
    passes: ({ ok, leaks }) => ok === 1 && leaks === 0,
  },
  {
    name: '401 that arrives after the refresh',
    wanted: '2 ok, 1 refresh',
    run: async (world) => {
      const tab = await world.signIn()
      world.server.backend.revokeAccessTokens()
      return { answers: await tab.send([{ url: '/api/posts/' }, { url: '/api/late/' }]) }
    },
    passes: ({ ok, refreshes }) => ok === 2 && refreshes === 1,
  },
  {
    name: 'wrong password while signed in',
    wanted: 'refused, no refresh, session kept',
    run: async (world) => {
      const tab = await world.signIn()
      const answers = await tab.send([{ url: '/api/token/', isLogin: true }])
      return { answers, isSignedIn: await tab.isSignedIn() }
    },
    passes: ({ answers, refreshes, isSignedIn }) =>
      answers[0]?.status === 401 && refreshes === 0 && isSignedIn === true,
  },
  {
    name: '100 at once, expired, answers in 1 to 200 ms',
    wanted: '100 ok, 1 refresh',
    world: { server: { isJittered: true } },
    run: async (world) => {
      const tab = await expired(world)
      return { answers: await tab.get(100, '/api/posts/', 20_000) }
    },
    passes: ({ ok, refreshes }) => ok === 100 && refreshes === 1,
  },
]
