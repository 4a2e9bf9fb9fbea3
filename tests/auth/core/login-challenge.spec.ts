import { describe, expect, it } from 'vitest'
import type { AuthClient } from '@/auth/core/auth-client'
import { AuthUnavailableError, LoginStepExpiredError, SessionEndedError } from '@/auth/core/errors'
import type { LoginOutcome } from '@/auth/core/login'
import type { AuthApi } from '@/auth/core/ports'
import { AuthWorld, credentials } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import { admin, kept, outcomeOf } from '../../support/sign-in'

const person = { username: 'otp', password: 'otp' }
const code = '123456'
const auth = {
  oneTimeCode: { wanted: { statuses: [400], keys: ['otp_token'] }, field: 'otp_token' },
}

/** A login that has come to its code. */
async function openStep() {
  const world = new AuthWorld({ auth })
  const tab = world.openTab()
  const result = await tab.client.login(person, kept)
  return { world, tab, client: tab.client, result }
}

/** Holds back the answers to logins until they are let go. */
function holdLogins(world: AuthWorld) {
  const held: (() => void)[] = []
  world.holdAnswer = (_, { url }) =>
    url.endsWith('/api/token/') ? new Promise((resolve) => held.push(resolve)) : Promise.resolve()
  return async () => {
    for (const release of held.splice(0)) release()
    await settle()
  }
}

describe('a login that wants one more step', () => {
  it('says so, with the words of the server, and nobody is signed in', async () => {
    const { world, tab, result } = await openStep()

    expect(result).toEqual({
      kind: 'challenge',
      challenge: {
        kind: 'one-time-code',
        method: null,
        message: expect.stringContaining('authenticator app') as unknown,
      },
    })
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'never-logged-in' })
    expect(world.shared.ledger.record).toBeNull()
    expect(world.log).toEqual(['POST /api/token/ 400'])
  })

  it('is over with the code: the session is open, as kept as it was asked for', async () => {
    const { world, tab, client } = await openStep()

    expect(await client.answerChallenge(code)).toEqual({ kind: 'signed-in' })

    expect(tab.session).toMatchObject({
      status: 'authenticated',
      user: { username: 'otp' },
      isKept: true,
    })
    expect(world.bodies[1]).toBe('{"username":"otp","password":"otp","otp_token":"123456"}')
  })

  it('takes another code after a wrong one', async () => {
    const { tab, client } = await openStep()

    await expect(client.answerChallenge('000000')).rejects.toMatchObject({
      code: 'code-refused',
      serverMessage: 'This code is wrong, or it is too old.',
    })
    expect(tab.session.status).toBe('anonymous')
    await client.answerChallenge(code)

    expect(tab.session.status).toBe('authenticated')
  })

  it('takes the same code again after no answer and after a wait', async () => {
    const { world, tab, client } = await openStep()
    world.fault = () => 'no-answer'
    await expect(client.answerChallenge(code)).rejects.toThrow(AuthUnavailableError)
    world.fault = () => ({ status: 429, headers: { 'Retry-After': '7' }, body: '{}' })
    await expect(client.answerChallenge(code)).rejects.toMatchObject({ retryAfterSeconds: 7 })
    world.fault = () => null

    await client.answerChallenge(code)

    expect(tab.session.status).toBe('authenticated')
  })

  it('leaves the session that was there as it is, until the code is taken', async () => {
    const tab = new AuthWorld({ auth }).openTab()
    await tab.client.login(credentials, kept)
    const before = tab.session

    await tab.client.login(person, kept)
    await tab.client.answerChallenge('000000').catch(() => {})
    expect(tab.session).toEqual(before)

    await tab.client.answerChallenge(code)
    expect(tab.session).toMatchObject({ user: { username: 'otp' } })
  })
})

describe('the step is over', () => {
  const isOver = async (client: AuthClient, world: AuthWorld) => {
    const asked = world.requests.length
    await expect(client.answerChallenge(code)).rejects.toThrow(SessionEndedError)
    expect(world.requests).toHaveLength(asked)
  }

  it('before any login', async () => {
    const world = new AuthWorld({ auth })

    await isOver(world.openTab().client, world)
  })

  it('when it has been answered', async () => {
    const { world, client } = await openStep()
    await client.answerChallenge(code)

    await isOver(client, world)
  })

  it('after a logout', async () => {
    const { world, client } = await openStep()
    await client.logout()

    await isOver(client, world)
  })

  it('after another login, whose session stays', async () => {
    const { world, tab, client } = await openStep()
    await client.login(admin)

    await isOver(client, world)
    expect(tab.session).toMatchObject({ user: { username: 'admin' } })
  })

  it('when it is given up', async () => {
    const { world, client } = await openStep()
    client.cancelLogin()

    await isOver(client, world)
  })

  it('when the credentials are refused at the second step', async () => {
    const { world, client } = await openStep()
    world.fault = () => ({ status: 401, headers: {}, body: '{"detail":"No active account"}' })
    await expect(client.answerChallenge(code)).rejects.toMatchObject({ code: 'login-refused' })
    world.fault = () => null

    await isOver(client, world)
  })

  it('when the server says that the time is over', async () => {
    const world = new AuthWorld({ auth })
    const { client } = world.openTab({ api: (real) => ({ ...real, obtain: expiringStep }) })
    await client.login(person)
    await expect(client.answerChallenge(code)).rejects.toThrow(LoginStepExpiredError)

    await isOver(client, world)
  })
})

const challenge: LoginOutcome = {
  kind: 'challenge',
  challenge: { kind: 'one-time-code', method: 'app', message: null },
  state: 'ephemeral',
}

const expiringStep: AuthApi['obtain'] = async (_, answer) => {
  if (answer) throw new LoginStepExpiredError(null)
  return challenge
}

const minuteMs = 60_000
const wrong = (client: AuthClient) => client.answerChallenge('000000')

describe('the password of a login that waits for its code', () => {
  it('goes with five wrong codes, and is forgotten then', async () => {
    const { world, client } = await openStep()
    for (let tries = 1; tries <= 4; tries += 1) {
      await expect(wrong(client)).rejects.toMatchObject({ code: 'code-refused' })
    }

    await expect(wrong(client)).rejects.toMatchObject({
      code: 'login-step-expired',
      reason: 'too-many-codes',
    })

    const asked = world.requests.length
    await expect(client.answerChallenge(code)).rejects.toThrow(SessionEndedError)
    expect(world.requests).toHaveLength(asked)
    expect(asked).toBe(6)
  })

  it('has five wrong codes again after another login', async () => {
    const { world, tab, client } = await openStep()
    for (let tries = 1; tries <= 4; tries += 1) await wrong(client).catch(() => {})
    await world.clock.advance(2 * minuteMs)
    await client.login(person, kept)

    await expect(wrong(client)).rejects.toMatchObject({ code: 'code-refused' })
    await client.answerChallenge(code)

    expect(tab.session.status).toBe('authenticated')
  })

  it('is no nearer to its end after no answer', async () => {
    const { world, tab, client } = await openStep()
    world.fault = () => 'no-answer'
    for (let tries = 1; tries <= 9; tries += 1) await client.answerChallenge(code).catch(() => {})
    world.fault = () => null

    await client.answerChallenge(code)

    expect(tab.session.status).toBe('authenticated')
  })

  it('lives for five minutes, and the person is told so', async () => {
    const { world, client } = await openStep()
    await world.clock.advance(5 * minuteMs)
    const asked = world.requests.length

    await expect(client.answerChallenge(code)).rejects.toMatchObject({
      code: 'login-step-expired',
      reason: 'time',
    })

    await expect(client.answerChallenge(code)).rejects.toThrow(SessionEndedError)
    expect(world.requests).toHaveLength(asked)
  })

  it('is sent until then', async () => {
    const { world, tab, client } = await openStep()
    await world.clock.advance(5 * minuteMs - 1)

    await client.answerChallenge(code)

    expect(tab.session.status).toBe('authenticated')
  })

  it('does not live on while the machine sleeps', async () => {
    const { world, client } = await openStep()
    world.clock.jump(5 * minuteMs)

    await expect(client.answerChallenge(code)).rejects.toThrow(LoginStepExpiredError)
  })

  it('gets no more time by a further question', async () => {
    const world = new AuthWorld({ auth })
    const obtain: AuthApi['obtain'] = async () => challenge
    const { client } = world.openTab({ api: (real) => ({ ...real, obtain }) })
    await client.login(person)
    await world.clock.advance(4 * minuteMs)

    await client.answerChallenge(code)
    await world.clock.advance(minuteMs)

    await expect(client.answerChallenge(code)).rejects.toThrow(LoginStepExpiredError)
  })

  it.each([
    ['it is given up', async (client: AuthClient) => client.cancelLogin()],
    ['the person logs out', async (client: AuthClient) => client.logout()],
    ['the client is disposed', async (client: AuthClient) => client.dispose()],
  ] as const)('needs no timer when %s', async (_, end) => {
    const { world, client } = await openStep()
    expect(world.clock.pendingTimers).toBe(1)

    await end(client)

    expect(world.clock.pendingTimers).toBe(0)
  })
})

describe('an answer that is on its way', () => {
  it.each([
    ['a logout', (client: AuthClient) => client.logout()],
    ['going back', async (client: AuthClient) => client.cancelLogin()],
  ] as const)('loses to %s, gives its tokens back, and leaves nothing behind', async (_, stop) => {
    const { world, tab, client } = await openStep()
    const letGo = holdLogins(world)
    const answer = outcomeOf(client.answerChallenge(code))
    await settle()

    await stop(client)
    await letGo()

    expect(answer).toMatchObject({ status: 'rejected', error: { code: 'session-ended' } })
    expect(tab.session.status).toBe('anonymous')
    expect(world.shared.ledger.record).toBeNull()
    expect(world.log.at(-1)).toBe('POST /api/token/blacklist/ 200')
  })

  it('loses to another login', async () => {
    const { world, tab, client } = await openStep()
    const letGo = holdLogins(world)
    const answer = outcomeOf(client.answerChallenge(code))
    await settle()

    const login = client.login(admin, kept)
    await settle()
    await letGo()
    await login

    expect(answer).toMatchObject({ status: 'rejected', error: { code: 'session-ended' } })
    expect(tab.session).toMatchObject({ user: { username: 'admin' } })
  })

  it('loses to another answer', async () => {
    const { world, tab, client } = await openStep()
    const letGo = holdLogins(world)
    const [first, second] = [
      outcomeOf(client.answerChallenge(code)),
      outcomeOf(client.answerChallenge(code)),
    ]
    await settle()

    await letGo()

    expect(first).toMatchObject({ status: 'rejected', error: { code: 'session-ended' } })
    expect(second.status).toBe('resolved')
    expect(tab.session.status).toBe('authenticated')
  })

  it('does not bring back a step that was given up when its code is refused', async () => {
    const { world, client } = await openStep()
    const letGo = holdLogins(world)
    const answer = outcomeOf(client.answerChallenge('000000'))
    await settle()
    client.cancelLogin()

    await letGo()

    expect(answer.status).toBe('rejected')
    await expect(client.answerChallenge(code)).rejects.toThrow(SessionEndedError)
  })

  it('is of no consequence for a login that waits for the question', async () => {
    const world = new AuthWorld({ auth })
    const { client } = world.openTab()
    await client.ready()
    const letGo = holdLogins(world)
    const login = outcomeOf(client.login(person))
    await settle()

    await client.logout()
    await letGo()

    expect(login).toMatchObject({ status: 'rejected', error: { code: 'session-ended' } })
    await expect(client.answerChallenge(code)).rejects.toThrow(SessionEndedError)
  })
})

describe('what the API wants back with the code', () => {
  it('goes to the API alone: not to the result, the snapshot, the events, or any store', async () => {
    const world = new AuthWorld({ auth })
    const answers: unknown[] = []
    const obtain: AuthApi['obtain'] = async (_, answer) => {
      answers.push(answer)
      return challenge
    }
    const { client } = world.openTab({ api: (real) => ({ ...real, obtain }) })
    const seen: unknown[] = []
    client.subscribe((snapshot) => seen.push(snapshot))
    client.onEvent((event) => seen.push(event))

    seen.push(await client.login(person, kept), await client.answerChallenge(code))
    seen.push(client, client.snapshot, world.shared.ledger)

    expect(answers).toEqual([null, { code, state: 'ephemeral' }])
    expect(JSON.stringify(seen)).not.toContain('ephemeral')
  })
})
