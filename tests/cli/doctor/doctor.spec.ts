import { onTestFinished, describe, expect, it } from 'vitest'
import { parseConfig } from '@/config'
import { legacyDefaults, simpleJwtDefaults } from '../../../src/mocks/settings'
import type { MockSettings } from '../../../src/mocks/settings'
import { startMockHttpServer } from '../../support/mock-http-server'
import { demoAccounts } from '../../../src/mocks/accounts'
import type { Question } from '@/cli/doctor/exchange'
import { sendOverHttp } from '@/cli/doctor/send-over-http'
import { reportIn, run } from './doctor-world'
import { startServer } from './misbehaving-server'

const origin = 'http://127.0.0.1:5173'
const password = 'correct-horse-battery'
const accounts = demoAccounts.map((account) => ({ ...account, password }))

async function startBackend(settings: MockSettings, allowedOrigins = [origin]) {
  const server = await startMockHttpServer({ settings, accounts, allowedOrigins })
  onTestFinished(() => server.close())
  return server
}

const rotating = { ...simpleJwtDefaults, rotate: true, blacklistAfterRotation: true }
const done = (...names: string[]) => names.map((name) => ({ name, result: 'done' }))

describe('the doctor, on the mock backend', { timeout: 30_000 }, () => {
  it.each<[string, MockSettings, object, string[]]>([
    ['SimpleJWT', simpleJwtDefaults, { profile: 'simplejwt' }, ['log out']],
    ['SimpleJWT that rotates', rotating, { profile: 'simplejwt' }, ['log out']],
    ['the legacy package', legacyDefaults, { profile: 'djangorestframework-jwt' }, []],
    [
      'drf-jwt',
      { ...legacyDefaults, release: 'drf-jwt', prefix: 'Bearer' },
      { profile: 'drf-jwt' },
      ['log out'],
    ],
  ])(
    'writes a configuration for %s with which everything passes',
    async (_, settings, auth, goodbye) => {
      const { url } = await startBackend(settings)

      const result = await run([url, '--username', 'demo', '--write', '--json'], { password })

      const { proof, findings } = reportIn(result)
      expect(findings.filter(({ severity }) => severity !== 'advice')).toEqual([])
      expect(result.code).toBe(0)
      const steps = proof?.filter(({ name }) => name !== 'log out' || goodbye.length > 0)
      expect(steps).toEqual(done('log in', 'user', 'refresh', ...goodbye))
      expect(parseConfig(result.files['public/config.json'] ?? '')).toMatchObject({
        apiBaseUrl: url,
        auth: { ...auth, endpoints: { user: '/user/' } },
      })
    },
  )

  it('keeps the lists of the configuration that is there, and shows what changes', async () => {
    const { url } = await startBackend(simpleJwtDefaults)
    const lists = [{ title: 'Posts', path: 'posts', url: '/posts/' }]
    const before = JSON.stringify({ apiBaseUrl: 'http://old', auth: { profile: 'knox' }, lists })
    const files = { 'public/config.json': before }

    const { printed, files: after } = await run([url, '--username', 'demo', '--write'], {
      password,
      files,
    })

    expect(printed).toContain('-     "profile": "knox"')
    expect(printed).toContain('+     "profile": "simplejwt"')
    expect(parseConfig(after['public/config.json'] ?? '').lists).toEqual(lists)
  })

  it.each(['http://', '//'])(
    'shows the token to no list of another origin (%s)',
    async (scheme) => {
      const { url } = await startBackend(simpleJwtDefaults)
      const asked: string[] = []
      const other = await startServer((request, response) => {
        asked.push(request.url ?? '')
        response.writeHead(401).end('{}')
      })
      const list = { title: 'A', path: 'a', url: `${other.replace('http://', scheme)}/a/` }
      const files = { 'public/config.json': JSON.stringify({ apiBaseUrl: url, lists: [list] }) }
      // With no user endpoint all of the candidates are asked, the lists at last.
      const hidden = (question: Question) =>
        question.url.endsWith('/user/') ? { ...question, url: `${url}/none` } : question

      await run([url, '--username', 'demo'], {
        password,
        files,
        terminal: { send: (question, signal) => sendOverHttp(hidden(question), signal) },
      })

      expect(asked).toEqual([])
    },
  )

  it('writes nothing unless it is told to', async () => {
    const { url } = await startBackend(simpleJwtDefaults)

    const { files } = await run([url, '--username', 'demo'], { password })

    expect(files).toEqual({})
  })

  it('finds the login without credentials, and signs nobody in', async () => {
    const server = await startBackend(simpleJwtDefaults)

    const result = await run([server.url, '--json'])

    expect(reportIn(result)).toMatchObject({ settings: { profile: 'simplejwt' }, proof: null })
    expect(server.log.filter(({ method, status }) => method === 'POST' && status < 400)).toEqual([])
  })

  it('prints and saves no password and no token', async () => {
    const { url } = await startBackend(rotating)

    const { everything } = await run(
      [url, '--username', 'demo', '--write', '--probe-rotation', '--save', 'report.json'],
      { password },
    )

    expect(everything).toContain('"verdict"')
    expect(everything).not.toContain(password)
    expect(everything).not.toMatch(/eyJ|[\w-]{40,}/)
  })

  it('tells a wrong password from a wrong form', async () => {
    const { url } = await startBackend(simpleJwtDefaults)

    const result = await run([url, '--username', 'demo', '--json'], { password: 'wrong-password' })

    expect(result.code).toBe(2)
    expect(reportIn(result).findings[0]).toMatchObject({ id: 'login-refused' })
  })

  it('finds what is wrong with a server', async () => {
    const { url } = await startBackend({ ...legacyDefaults, allowRefresh: false }, [])

    const result = await run([url, '--username', 'demo', '--json'], { password })

    expect(result.code).toBe(1)
    expect(reportIn(result).findings.map(({ id }) => id)).toEqual([
      'cors',
      'refresh-off',
      'personal-claims',
    ])
  })

  it('does without a refresh that is refused', async () => {
    const { url } = await startBackend({ ...legacyDefaults, allowRefresh: false })

    const result = await run([url, '--username', 'demo', '--json'], { password })

    const { settings, proof } = reportIn(result)
    expect(settings).toEqual({
      profile: 'djangorestframework-jwt',
      model: 'none',
      endpoints: { refresh: null, user: '/user/' },
    })
    expect(proof?.filter(({ result: outcome }) => outcome === 'failed')).toEqual([])
    expect(result.code).toBe(1)
  })

  it('tries a spent refresh token when it is asked to, and only then', async () => {
    const careless = { ...rotating, blacklistAfterRotation: false }
    const { url } = await startBackend(careless)
    const ids = async (...more: string[]) =>
      reportIn(
        await run([url, '--username', 'demo', '--json', ...more], { password }),
      ).findings.map(({ id }) => id)

    expect(await ids()).not.toContain('rotation-without-blacklist')
    expect(await ids('--probe-rotation')).toContain('rotation-without-blacklist')
  })

  it('stops at 429', async () => {
    const server = await startBackend(simpleJwtDefaults)
    server.intercept(({ method }) =>
      method === 'POST' ? { status: 429, headers: {}, body: '{"detail":"Wait."}' } : undefined,
    )

    const result = await run([server.url, '--username', 'demo', '--json'], { password })

    expect(result.code).toBe(2)
    expect(server.log.filter(({ status }) => status === 429)).toHaveLength(1)
    expect(reportIn(result).findings[0]).toMatchObject({
      id: 'throttled',
      evidence: [`POST ${server.url}/api/token/: 429 {"detail":"Wait."}`],
    })
  })

  it.each([
    [3, 2],
    [15, 1],
  ])('says that it was cut short, after %i questions', async (requests, code) => {
    const { url } = await startBackend(simpleJwtDefaults)
    const limits = { requests, stepMs: 5_000, totalMs: 60_000 }

    const result = await run([url, '--username', 'demo', '--json'], { password, limits })

    expect(result.code).toBe(code)
    expect(reportIn(result).findings[0]).toMatchObject({ id: 'cut-short' })
  })

  it('does not write over a configuration that it cannot read', async () => {
    const files = { 'public/config.json': '{ "apiBaseUrl": ' }

    const result = await run(['http://127.0.0.1:8000', '--write'], { files })

    expect(result.code).toBe(3)
    expect(result.files).toEqual(files)
  })

  it('says so where a file cannot be written', async () => {
    const { url } = await startBackend(simpleJwtDefaults)
    const args = [url, '--username', 'demo', '--save', 'no-such-folder/report.json']

    const { code, told } = await run(args, {
      password,
      terminal: {
        writeFile: () => {
          throw new Error('ENOENT: no such file or directory')
        },
      },
    })

    expect(code).toBe(3)
    expect(told).toContain('no-such-folder/report.json cannot be written: ENOENT')
  })

  it('writes no file where nothing was found, and says so', async () => {
    const { url } = await startBackend(simpleJwtDefaults)
    const args = [url, '--username', 'demo', '--write', '--obtain', '/nowhere/']

    const { code, told, files } = await run(args, { password })

    expect(code).toBe(2)
    expect(files).toEqual({})
    expect(told).toContain('Nothing is written')
  })

  it('says what is wrong with the command line', async () => {
    const { code, told } = await run(['example.com'])

    expect(code).toBe(3)
    expect(told).toContain('must begin with http:// or https://')
  })
})
