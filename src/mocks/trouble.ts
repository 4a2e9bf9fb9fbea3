import type { MockState } from './mock-state'
import type { ThrottleSettings } from './settings'
import { markTokens } from './token-ledger'

/** A change of the server's state that a client does not ask for. */
export type Trouble = (state: MockState) => MockState

/** An administrator deactivates the user: no login, no refresh, no use of a token. */
export function deactivateUser(username: string): Trouble {
  return (state) => ({
    ...state,
    accounts: state.accounts.map((account) =>
      account.profile.username === username ? { ...account, isActive: false } : account,
    ),
  })
}

/** An administrator deletes the user. */
export function deleteUser(username: string): Trouble {
  return (state) => ({
    ...state,
    accounts: state.accounts.filter(({ profile }) => profile.username !== username),
  })
}

/** All access tokens issued so far have expired; the clock stays as it is. */
export const expireAccessTokens: Trouble = (state) => ({
  ...state,
  tokens: markTokens(state.tokens, 'expired', ({ kind }) => kind !== 'refresh'),
})

/**
 * All refresh tokens issued so far are blacklisted. With djangorestframework-jwt the tokens go on being
 * accepted and can no more be refreshed; with drf-jwt they are blacklisted for every use.
 */
export const revokeRefreshTokens: Trouble = (state) => ({
  ...state,
  tokens: markTokens(state.tokens, 'revoked', ({ kind }) => kind !== 'access'),
})

/** Every session is over: no token that was issued so far is of any use. Users can log in again. */
export const endSessions: Trouble = (state) => expireAccessTokens(revokeRefreshTokens(state))

/** Every user has just given as many wrong passwords as are allowed. */
export function throttleLogins({ attempts }: ThrottleSettings, nowMs: number): Trouble {
  return (state) => ({
    ...state,
    failedLogins: state.accounts.flatMap(({ profile }) =>
      Array.from({ length: attempts }, () => ({ username: profile.username, atMs: nowMs })),
    ),
  })
}

/** Nobody has given a wrong password. */
export const forgetFailedLogins: Trouble = (state) => ({ ...state, failedLogins: [] })
