import type { ServerRules } from './server-rules'
import { loginWithPair, refuseAlone, revokeToken } from './server-rules'

/** SimpleJWT out of the box: one refresh token buys access tokens until it has run out. */
export const noRotation: ServerRules = {
  login: loginWithPair,
  takes: () => true,
  refresh: (book, token, nowMs) => ({ access: book.refreshedAccess(token, nowMs), refresh: null }),
  refuse: refuseAlone,
  revoke: revokeToken,
  spends: false,
}
