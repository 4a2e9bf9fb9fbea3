import { describe, expect, it } from 'vitest'
import { profiles } from '@/auth/backends/profiles'
import type { ProfileName } from '@/auth/backends/profile-names'
import type { Answer } from '@/cli/doctor/exchange'
import { Interview } from '@/cli/doctor/interview'
import { connectionFor } from '@/cli/doctor/judge-address'
import { judgeOrigin } from '@/cli/doctor/judge-origin'
import { parseOptions } from '@/cli/doctor/options'
import { Redactor } from '@/cli/doctor/redactor'

const origin = 'http://127.0.0.1:5173'
const allowed = {
  'access-control-allow-origin': origin,
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-expose-headers': 'Retry-After',
}

/** What is found where every answer has these headers, and how often it was asked. */
async function judge(
  headers: Readonly<Record<string, string>>,
  name: ProfileName = 'djoser',
  baseUrl = 'http://127.0.0.1:8000',
) {
  const answer: Answer = { kind: 'answer', status: 200, headers, cookies: [], body: '' }
  const limits = { requests: 9, stepMs: 1_000, totalMs: 10_000 }
  const interview = new Interview(async () => answer, limits, new Redactor())
  const connection = connectionFor(parseOptions([baseUrl, '--origin', origin]), name)
  const findings = await judgeOrigin(interview, connection, profiles[name])
  return { findings, ids: findings.map(({ id }) => id), asked: interview.exchanges.length }
}

describe('judgeOrigin', () => {
  it('finds nothing where everything is allowed, in three questions', async () => {
    expect(await judge(allowed)).toMatchObject({ ids: [], asked: 3 })
  })

  it('asks nothing where app and API are one origin', async () => {
    expect(await judge({}, 'djoser', `${origin}/api`)).toMatchObject({ ids: [], asked: 0 })
  })

  it.each([
    ['cors', { 'access-control-allow-origin': 'http://localhost:5173' }],
    ['preflight', { 'access-control-allow-headers': 'authorization' }],
    ['token-header', { 'access-control-allow-headers': 'content-type' }],
    ['token-header', { 'access-control-allow-headers': '*' }],
    ['retry-after-hidden', { 'access-control-expose-headers': 'X-Total' }],
  ])('finds %s where the server says %j', async (id, headers) => {
    expect((await judge({ ...allowed, ...headers })).ids).toEqual([id])
  })

  it('does not advise to do without the cookies that hold the tokens', async () => {
    const { findings } = await judge(allowed, 'dj-rest-auth-cookies')

    const credentials = findings.find(({ id }) => id === 'credentials')
    expect(credentials?.severity).toBe('blocking')
    expect(credentials?.remedies[0]?.code).toBe('CORS_ALLOW_CREDENTIALS = True')
    expect(JSON.stringify(credentials?.remedies)).not.toContain('"credentials": false')
  })
})
