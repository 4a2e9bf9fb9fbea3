import { blacklist } from './blacklist'
import type { ServerRules } from './server-rules'
import { revokeFamily } from './server-rules'

/** RFC 9700 §4.14.2: whoever sends a spent token may be a thief, and all of its family is over. */
export const familyRevocation: ServerRules = {
  ...blacklist,
  refuse: (token) => {
    if (token.spentAtMs !== null) revokeFamily(token)
  },
  revoke: revokeFamily,
}
