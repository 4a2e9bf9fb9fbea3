import { describe, expect, it } from 'vitest'
import type { AuthApi } from '@/auth/core/ports'
import { accessToken } from '@/auth/core/tokens'
import { AuthWorld, credentials } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import { jwtWith } from '../../support/jwt'
import { kept } from '../../support/sign-in'
import { answerWith, authorize } from '../../support/requests'

/** An API that may send the next token with any answer. */
async function signIn() {
  const world = new AuthWorld()
  const api = (real: AuthApi): AuthApi => ({
    ...real,
    grantIn: (header) => {
      const token = header('x-token')
      return token === null
        ? null
        : {
            accessToken: accessToken(token),
            refreshToken: null,
            issuedAtSeconds: null,
            expiresAtSeconds: null,
            expiresInSeconds: 300,
            endsAtSeconds: null,
            endsInSeconds: null,
          }
    },
  })
  const tab = world.openTab({ api })
  await tab.client.login(credentials, kept)
  const leave = () => authorize(tab.client)
  return { tab, leave, open: () => world.openTab({ api }) }
}

const bringing = (token: string) =>
  answerWith({ status: 200, header: (name) => (name === 'x-token' ? token : null) })
const tokenOf = (userId: number, jti: string) => jwtWith({ user_id: userId, jti })

describe('a token that an answer of the API brings unasked', () => {
  it('is used from then on, in every tab', async () => {
    const { tab, leave, open } = await signIn()
    const other = open()
    await other.client.ready()
    const next = tokenOf(1, 'next')

    await tab.client.judge(await leave(), bringing(next))
    await settle()

    expect([tab.token, other.token]).toEqual([next, next])
    expect((await leave()).headers).toEqual({ Authorization: `Bearer ${next}` })
  })

  it('is not used when the session has a newer one by then', async () => {
    const { tab, leave } = await signIn()
    const sent = await leave()
    await tab.client.refresh()
    const before = tab.token

    await tab.client.judge(sent, bringing(tokenOf(1, 'late')))

    expect(tab.token).toBe(before)
  })

  it('is not used when it is somebody else\u2019s, nor after a logout', async () => {
    const { tab, leave } = await signIn()
    const sent = await leave()
    const before = tab.token

    await tab.client.judge(sent, bringing(tokenOf(2, 'other')))
    expect(tab.token).toBe(before)

    await tab.client.logout()
    await tab.client.judge(sent, bringing(tokenOf(1, 'late')))
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
  })

  it('is looked for only where the API has a place for it', async () => {
    const tab = new AuthWorld().openTab()
    await tab.client.login(credentials, kept)
    const asked: string[] = []
    const header = (name: string) => {
      asked.push(name)
      return null
    }

    await tab.client.judge(await authorize(tab.client), answerWith({ status: 200, header }))

    expect(asked).toEqual([])
  })
})
