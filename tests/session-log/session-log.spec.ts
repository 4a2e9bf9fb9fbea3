import { describe, expect, it } from 'vitest'
import type { TimedAuthEvent } from '@/auth'
import { createLogFile } from '@/session-log/log-file'
import { createSessionLog, maxEvents } from '@/session-log/session-log'
import { credentials } from '../support/auth-world'
import { kept, openAnother, rotating, signIn } from '../support/sign-in'
import { settle } from '../support/fake-clock'
import { expireAccessTokens, revokeRefreshTokens } from '@/mocks/trouble'
import { authorize, refused } from '../support/requests'

/** A client whose events a test makes up. */
function createTalker() {
  let tell: (event: TimedAuthEvent) => void = () => {}
  const log = createSessionLog({
    onEvent: (listener) => {
      tell = listener
      return () => {}
    },
  })
  return { log, tell: (event: TimedAuthEvent) => tell(event) }
}

const sent = (generation: number): TimedAuthEvent => ({
  type: 'refresh-sent',
  generation,
  atMs: generation,
})

describe('createSessionLog', () => {
  it('keeps what happened, in order', () => {
    const { log, tell } = createTalker()

    tell(sent(1))
    tell({ type: 'session-ended', reason: 'logged-out', atMs: 2 })

    expect(log.value.map(({ type }) => type)).toEqual(['refresh-sent', 'session-ended'])
  })

  it('forgets the oldest when there are too many', () => {
    const { log, tell } = createTalker()

    for (let number = 1; number <= maxEvents + 30; number += 1) tell(sent(number))

    expect(log.value).toHaveLength(maxEvents)
    expect(log.value[0]).toEqual(sent(31))
  })

  it('tells what other tabs have done as something taken over', async () => {
    const { world, tab } = await signIn(rotating)
    const log = createSessionLog(tab.client)
    const other = await openAnother(world)

    await other.client.refresh()
    await settle()

    expect(log.value).toMatchObject([{ type: 'token-replaced', cause: 'other-tab' }])
  })
})

describe('createLogFile', () => {
  it('has the events with their times, and nothing that leads to a person or lets somebody in', async () => {
    const { world, tab } = await signIn(rotating)
    const log = createSessionLog(tab.client)
    await tab.client.refresh()
    world.cause(expireAccessTokens)
    await refused(tab.client, await authorize(tab.client))
    world.cause(revokeRefreshTokens)
    await tab.client.refresh().catch(() => {})
    await tab.client.login(credentials, kept)
    const secrets = secretsOf(world.bodies)

    const { text, name } = createLogFile(log.value, Date.UTC(2026, 0, 2, 3, 4, 5))

    expect(name).toBe('latchkey-session-2026-01-02T03-04-05.json')
    expect(JSON.parse(text)).toMatchObject({
      app: 'Latchkey',
      savedAt: '2026-01-02T03:04:05.000Z',
      events: log.value.map(({ type, atMs }) => ({ type, at: new Date(atMs).toISOString() })),
    })
    expect(log.value.length).toBeGreaterThanOrEqual(8)
    expect(secrets.length).toBeGreaterThan(5)
    for (const secret of secrets) expect(text).not.toContain(secret)
  })

  it('leaves out what nobody has allowed, should an event ever have it', () => {
    const event = Object.assign(sent(1), { token: 'abc.def.ghi', user: { username: 'demo' } })

    const { text } = createLogFile([event], 0)

    expect(JSON.parse(text)).toMatchObject({
      events: [{ at: '1970-01-01T00:00:00.001Z', type: 'refresh-sent', generation: 1 }],
    })
    expect(text).not.toMatch(/token"|abc|demo/)
  })
})

/** Every token that was sent or granted, part by part, and who logged in with what. */
function secretsOf(bodies: readonly string[]): string[] {
  const tokens = bodies.flatMap((body) => body.match(/[\w-]+\.[\w-]+\.[\w-]+/g) ?? [])
  const names = ['demo', 'Dana', 'Moreau', 'password']
  return [...tokens.flatMap((token) => token.split('.')), ...names]
}
