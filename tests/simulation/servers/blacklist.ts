import type { ServerRules } from './server-rules'
import { loginWithPair, refreshWithPair, refuseAlone, revokeToken } from './server-rules'

/** SimpleJWT with rotation and blacklist: each refresh token works once, without grace. */
export const blacklist: ServerRules = {
  login: loginWithPair,
  takes: ({ spentAtMs }) => spentAtMs === null,
  refresh: refreshWithPair,
  refuse: refuseAlone,
  revoke: revokeToken,
  spends: true,
}

/** For how long two refreshes with one token can both get through. */
const raceMs = 50

/** The same as recorded: two refreshes at a time may both succeed, and both new pairs are good. */
export const racyBlacklist: ServerRules = {
  ...blacklist,
  takes: ({ spentAtMs }, nowMs) => spentAtMs === null || nowMs - spentAtMs < raceMs,
}
