import { describe, expect, it } from 'vitest'
import { parseConfig } from '@/config'
import { reportIn, run } from './doctor-world'
import { startStrangeApi } from './strange-api'
import type { StrangeApi } from './strange-api'

const password = 'correct-horse-battery'
const body = JSON.stringify({
  person: { handle: '$username', phrase: '$password' },
  device: { kind: 'web' },
})
const hints = ['--obtain', '/enter', '--user', '/whoami', '--login-body', body]
const inAnHour = () => Date.now() + 3_600_000

const strange: StrangeApi = {
  answer: (token) => ({ result: { session: { token, validUntil: inAnHour() } } }),
  namesPrefix: true,
  badTokenStatus: 403,
}

const examine = async (api: Partial<StrangeApi>, ...more: string[]) => {
  const url = await startStrangeApi({ ...strange, ...api })
  const args = [url, '--username', 'ada', '--write', ...hints, ...more]
  return await run(args, { password })
}

describe('the doctor, on an API that fits no profile', { timeout: 30_000 }, () => {
  it('finds nested names, the word before the token, milliseconds and the status of a bad token', async () => {
    const { files, code, printed } = await examine({})

    const { auth } = parseConfig(files['public/config.json'] ?? '')
    expect(auth).toMatchObject({
      profile: 'simplejwt',
      model: 'none',
      endpoints: { obtain: '/enter', user: '/whoami' },
      obtain: {
        identifier: 'person.handle',
        secret: 'person.phrase',
        static: { 'device.kind': 'web' },
      },
      read: { access: ['result.session.token'], userBody: 'person' },
      transport: { prefix: 'Acme' },
      expiry: ['epochMs:result.session.validUntil'],
      challenge: { statuses: [401, 403] },
    })
    expect(printed).toContain('Proof: log in done, user done, refresh skipped, log out skipped')
    expect(code).toBe(0)
  })

  it('names the hint for a token that it does not recognise, and goes on with it', async () => {
    const answer: StrangeApi['answer'] = (token) => ({ result: { pass: { value: token } } })

    const without = await examine({ answer })
    const withHint = await examine({ answer }, '--token', 'result.pass.value')

    expect(without.code).toBe(2)
    expect(without.printed).toContain('200 {result.pass.value}')
    expect(without.printed).toContain('--token')
    expect(withHint.printed).toContain('Proof: log in done, user done')
  })

  it('names the hint for a word before the token that nobody tells, and goes on with it', async () => {
    const without = await examine({ namesPrefix: false })
    const withHint = await examine({ namesPrefix: false }, '--prefix', 'Acme')

    expect(without.printed).toContain('1. [serious] The API does not take the token.')
    expect(without.printed).toContain('--prefix')
    expect(withHint.printed).toContain('Proof: log in done, user done')
  })

  it('names the hint for a form that it does not know', async () => {
    const url = await startStrangeApi(strange)

    const result = await run([url, '--username', 'ada', '--json', '--obtain', '/enter'], {
      password,
    })

    expect(result.code).toBe(2)
    expect(reportIn(result).findings[0]).toMatchObject({ id: 'login-refused' })
    expect(result.printed).toContain('--login-body')
  })

  it('writes none of its opaque tokens', async () => {
    const { everything } = await examine({}, '--save', 'report.json')

    expect(everything).toContain('"verdict"')
    expect(everything).not.toContain(password)
    expect(everything).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/)
  })
})
