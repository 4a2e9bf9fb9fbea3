import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, expect } from '@playwright/test'
import { examineLive } from './doctor-run.ts'
import {
  type Fault,
  type FaultyServer,
  type FaultyServerOptions,
  startFaulty,
} from './servers/faulty/faulty-server.ts'
import { findPython } from './servers/python-environment.mjs'

const origin = 'http://127.0.0.1:5173'
const command = fileURLToPath(new URL('../../src/cli/run.mjs', import.meta.url))

const test = base.extend<{
  readonly start: (options: Partial<FaultyServerOptions>) => Promise<FaultyServer>
}>({
  start: async ({}, use) => {
    const servers: FaultyServer[] = []
    await use(async (options) => {
      const server = await startFaulty({ allowedOrigins: [origin], ...options })
      servers.push(server)
      return server
    })
    await Promise.all(servers.map((server) => server.stop()))
  },
})

test.skip(findPython() === null && !process.env['CI'], 'Needs python3 for its servers')

// Each has a server of its own.
test.describe.configure({ mode: 'parallel' })

const unslashed = ['--obtain', '/api/token']
const faults: readonly [string, readonly Fault[], readonly string[]][] = [
  ['forbidden-for-unauthorized', ['session-first'], []],
  ['logout-without-effect', ['blacklist-view-alone'], []],
  ['user-forbidden', ['admin-only'], []],
  ['slash', ['cors-below-common'], unslashed],
]

for (const [id, faulty, hints] of faults) {
  test(`the first finding is ${id} where Django has the fault ${faulty.join()}`, async ({
    start,
  }) => {
    const { url } = await start({ faults: faulty })

    const run = await examineLive({
      url,
      origin,
      username: 'demo',
      password: 'demo',
      config: {},
      hints,
    })

    expect(run.report.findings[0]).toMatchObject({ id })
    expect(run.report.proof?.filter(({ result }) => result === 'failed')).toEqual([])
    expect(run.leaks).toEqual([])
  })
}

test('one hint is enough where the login is elsewhere, by the command of a developer', async ({
  start,
}) => {
  const server = await start({ faults: ['elsewhere'] })
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-doctor-'))
  const config = join(folder, 'config.json')
  const args = [server.url, '--username', 'demo', '--write', '--config', config]

  const { code, output } = await runCommand([...args, '--obtain', '/members/door/'])

  expect(output).toContain('Proof: log in done, user done, refresh done')
  expect(code).toBe(0)
  expect(output).not.toMatch(/eyJ/)
  expect(JSON.parse(await readFile(config, 'utf8'))).toMatchObject({
    apiBaseUrl: server.url,
    auth: {
      profile: 'simplejwt',
      endpoints: {
        obtain: '/members/door/',
        refresh: '/members/door/refresh/',
        user: '/members/me/',
      },
    },
  })
  await rm(folder, { recursive: true })
})

/** What `npm run doctor` does, with the password in the environment. */
async function runCommand(args: readonly string[]) {
  const env = { ...process.env, DOCTOR_PASSWORD: 'demo' }
  const child = spawn(process.execPath, [command, 'doctor', ...args], { env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  }
  await once(child, 'close')
  return { code: child.exitCode, output }
}
