import type { ServerRules } from './server-rules'
import { loginWithPair, refreshWithPair, refuseAlone, revokeFamily } from './server-rules'

/** For how long two refreshes with one token can both get through. */
const raceMs = 50

/** One row a session: two refreshes at a time both succeed, and only the pair written last is good. */
export const lastWriter: ServerRules = {
  login: loginWithPair,
  takes: (token, nowMs) =>
    token.family.latest === token || (token.spentAtMs !== null && nowMs - token.spentAtMs < raceMs),
  refresh: refreshWithPair,
  refuse: refuseAlone,
  revoke: revokeFamily,
  spends: true,
}
