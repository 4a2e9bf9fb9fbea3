import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeLifetimes } from '../journey-lifetimes.ts'
import { describeSignIn } from '../journey-sign-in.ts'
import { describeTwoTabs } from '../journey-two-tabs.ts'
import { createJourney } from '../journey.ts'
import { type LiveWorld, createLiveTest, expect, listsOf } from '../live-test.ts'
import { type Backend, type Lifetimes, configOf } from '../servers/backend.mjs'
import { backendNamed } from '../servers/backends.mjs'
import { startBackend } from '../servers/live-server.mjs'
import { findPython } from '../servers/python-environment.mjs'
import { hasWebServer, startWebServer, webServers } from './web-servers.ts'

const rotating = backendNamed('002-rotating')
const apiPaths = ['/api/', '/hello/']

for (const name of webServers) {
  const backend: Backend = {
    ...rotating,
    name,
    proxy: { apiBaseUrl: '/', prefixes: apiPaths },
    facts: { ...rotating.facts, lifetimes: 2, trials: 3 },
  }

  const start = async (_: Backend, lifetimes: Lifetimes): Promise<LiveWorld> => {
    const { accessSeconds, windowSeconds: refreshSeconds } = lifetimes
    const server = await startBackend(backend, {
      accessSeconds,
      refreshSeconds,
      allowedOrigins: [],
    })
    const config = { ...configOf(backend, server.url, lifetimes), lists: listsOf(backend) }
    const web = await startWebServer(name, { config, base: '/', api: server.url, apiPaths })
    const setConfig = (next: unknown) =>
      void writeFile(join(web.folder, 'config.json'), JSON.stringify(next))
    return { app: { url: web.url, close: web.close, setConfig }, server, config }
  }

  const test = createLiveTest(backend, undefined, start)
  const journey = createJourney(backend)

  test.describe(`${name}, with a real API behind it`, () => {
    test.beforeAll(() => {
      const isThere = findPython() !== null && hasWebServer(name)
      test.skip(!isThere && !process.env['CI'], `${name} or python3 is not installed`)
    })
    test.afterEach(({ pageErrors }) => {
      expect(pageErrors).toEqual([])
    })

    describeSignIn(test, journey)
    // The container's server is Caddy, with the same file.
    if (name === 'start.sh') return
    describeLifetimes(test, journey)
    describeTwoTabs(test, journey)
  })
}
