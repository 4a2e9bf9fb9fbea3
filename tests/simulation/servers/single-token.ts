import type { ServerRules } from './server-rules'
import { refuseAlone, revokeToken } from './server-rules'
import type { Token } from './token-book'

const origIat = (startedAtMs: number) => ({ orig_iat: Math.floor(startedAtMs / 1000) })

/** djangorestframework-jwt: a token buys its own successor while it is valid. */
const single: ServerRules = {
  login: (book, { family }, nowMs) => ({
    access: book.access(family, nowMs, origIat(nowMs)),
    refresh: null,
  }),
  takes: () => true,
  refresh: (book, { family }, nowMs) => ({
    access: book.access(family, nowMs, origIat(family.startedAtMs)),
    refresh: null,
  }),
  refuse: refuseAlone,
  revoke: revokeToken,
  spends: false,
}

/** The legacy package: no `iat` in its tokens, and no way to log out. */
export const legacy: ServerRules = {
  ...single,
  login: (book, { family }, nowMs) => ({
    access: book.access(family, nowMs, { ...origIat(nowMs), iat: undefined }),
    refresh: null,
  }),
  refresh: (book, { family }, nowMs) => ({
    access: book.access(family, nowMs, { ...origIat(family.startedAtMs), iat: undefined }),
    refresh: null,
  }),
}

/** SimpleJWT's sliding tokens. */
export const sliding: ServerRules = single

/** A token that cannot be renewed. */
export const none: ServerRules = { ...single, takes: (_token: Token) => false }
