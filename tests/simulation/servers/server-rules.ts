import type { Grant, Token, TokenBook } from './token-book'

/** How one kind of server refreshes. A small state machine: all its state is in the book. */
export interface ServerRules {
  /** What it gives for a login; the family has been opened. */
  readonly login: (book: TokenBook, access: Token, nowMs: number) => Grant
  /** Whether it would take this token now. It has not run out, and nobody has revoked it. */
  readonly takes: (token: Token, nowMs: number) => boolean
  /** What a token brings that it takes. */
  readonly refresh: (book: TokenBook, token: Token, nowMs: number) => Grant
  /** What follows from a token that it does not take. */
  readonly refuse: (token: Token) => void
  /** The server is told that somebody logs out with this token. */
  readonly revoke: (token: Token) => void
  /** Whether a grant replaces the token it was bought with, so that the old one is worth nothing. */
  readonly spends: boolean
}

/** A pair at the login. */
export const loginWithPair: ServerRules['login'] = (book, access, nowMs) => ({
  access,
  refresh: book.refresh(access.family, nowMs),
})

/** A pair for a pair. */
export const refreshWithPair: ServerRules['refresh'] = (book, token, nowMs) => {
  token.spentAtMs ??= nowMs
  return {
    access: book.refreshedAccess(token, nowMs),
    refresh: book.refresh(token.family, nowMs),
  }
}

export const revokeToken = (token: Token): void => {
  token.isRevoked = true
}

export const revokeFamily = (token: Token): void => {
  token.family.isRevoked = true
}

export const refuseAlone = (): void => undefined
