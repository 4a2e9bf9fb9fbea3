import type { Profile } from '@/auth/backends/profile'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { isAuthError } from '@/auth/core/errors'
import type { Credentials } from '@/auth/core/ports'
import type { TokenGrant } from '@/auth/core/tokens'
import type { Exchange } from './exchange'
import type { Interview } from './interview'
import { proofFor } from './proof-for'
import { recordOf } from './session-record'

/** One step of the proof. */
export interface Step {
  readonly name: 'log in' | 'user' | 'refresh' | 'log out'
  /** `skipped`: the profile has no such call. */
  readonly result: 'done' | 'failed' | 'skipped'
}

/** What the app itself would meet with a profile. */
export interface Proof {
  readonly steps: readonly Step[]
  /** What a refresh token was granted after the logout that should have ended it; `null` when nothing. */
  readonly afterLogout: Exchange | null
}

/** Logs in, asks for the user, refreshes and logs out, with the code of the app and that very profile. */
export async function prove(
  interview: Interview,
  baseUrl: string,
  profile: Profile,
  credentials: Credentials,
): Promise<Proof> {
  const api = new ProfileAuthApi(profile, baseUrl, interview.transport, {
    csrf: proofFor(profile, baseUrl, interview),
  })
  const grant = await logIn(api, credentials)
  if (!grant) return { steps: [{ name: 'log in', result: 'failed' }], afterLogout: null }
  const { endpoints } = profile
  const user = endpoints.user ? await api.fetchUser(grant.accessToken) : null
  const first = recordOf(grant)
  const refreshed = endpoints.refresh ? await api.refresh(first) : null
  const last =
    refreshed?.kind === 'granted'
      ? recordOf({
          accessToken: refreshed.grant.accessToken ?? grant.accessToken,
          refreshToken: refreshed.grant.refreshToken ?? grant.refreshToken,
        })
      : first
  const asked = interview.exchanges.length
  if (endpoints.logout) await api.revoke(last)
  const goodbyes = interview.exchanges.slice(asked)
  const isTold = goodbyes.length > 0 && goodbyes.every(isTaken)
  const revived = isTold && endpoints.refresh ? await api.refresh(last) : null
  return {
    steps: [
      { name: 'log in', result: 'done' },
      { name: 'user', result: user ? resultOf(user.kind === 'user') : 'skipped' },
      { name: 'refresh', result: refreshed ? resultOf(refreshed.kind === 'granted') : 'skipped' },
      { name: 'log out', result: endpoints.logout ? resultOf(isTold) : 'skipped' },
    ],
    afterLogout: revived?.kind === 'granted' ? (interview.exchanges.at(-1) ?? null) : null,
  }
}

async function logIn(api: ProfileAuthApi, credentials: Credentials): Promise<TokenGrant | null> {
  try {
    const outcome = await api.obtain(credentials)
    return outcome.kind === 'granted' ? outcome.grant : null
  } catch (error) {
    if (!isAuthError(error)) throw error
    return null
  }
}

const resultOf = (isDone: boolean) => (isDone ? 'done' : 'failed')
const isTaken = ({ outcome }: Exchange) => outcome.kind === 'answer' && outcome.status < 300
