import type { MockState } from './mock-state'
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
