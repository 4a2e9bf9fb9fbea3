import type { MockState } from './mock-state'

/** `single` is the token of the legacy dialect: access token and refresh token in one. */
export type TokenKind = 'access' | 'refresh' | 'single'

/** What the server remembers of a token it has issued, until that token's `exp`. */
export interface LedgerEntry {
  /** The token's third part. Legacy tokens have no `jti`, so that this is the only name all have. */
  readonly signature: string
  readonly kind: TokenKind
  /** Seconds since the epoch. */
  readonly exp: number
  readonly mark: TokenMark | null
  /** The same for all tokens that come from one login. Not with legacy tokens. */
  readonly family?: string
}

/** `expired`: treated as past its `exp`. `revoked`: blacklisted, or closed for refreshing. */
export type TokenMark = 'expired' | 'revoked'

/** A token as it is entered. */
export interface IssuedToken extends Pick<LedgerEntry, 'kind' | 'exp' | 'family'> {
  /** The token itself, of which its signature alone is kept. */
  readonly value: string
}

/**
 * Enters a token that has just been signed, and drops the entries of those past their `exp`. A token
 * that was issued before, byte for byte, starts afresh.
 */
export function enterToken(
  state: MockState,
  { value, ...token }: IssuedToken,
  nowMs: number,
): void {
  const signature = signatureOf(value)
  const others = state.tokens.filter(
    (entry) => entry.signature !== signature && entry.exp * 1000 > nowMs,
  )
  state.tokens = [...others, { ...token, signature, mark: null }]
}

/** The mark on a token; `null` also for one that is not in the ledger. */
export function markOf(state: MockState, token: string): TokenMark | null {
  const signature = signatureOf(token)
  return state.tokens.find((entry) => entry.signature === signature)?.mark ?? null
}

/** Marks every token that `matches`. */
export function markTokens(
  tokens: readonly LedgerEntry[],
  mark: TokenMark,
  matches: (entry: LedgerEntry) => boolean,
): readonly LedgerEntry[] {
  return tokens.map((entry) => (matches(entry) ? { ...entry, mark } : entry))
}

/** Blacklists one token. */
export function revokeToken(state: MockState, token: string): void {
  const signature = signatureOf(token)
  state.tokens = markTokens(state.tokens, 'revoked', (entry) => entry.signature === signature)
}

/** The family of a token; `undefined` also for one that is not in the ledger. */
export function familyOf(state: MockState, token: string): string | undefined {
  const signature = signatureOf(token)
  return state.tokens.find((entry) => entry.signature === signature)?.family
}

/** Blacklists every token that comes from the same login. */
export function revokeFamily(state: MockState, token: string): void {
  const family = familyOf(state, token)
  if (family === undefined) return
  state.tokens = markTokens(state.tokens, 'revoked', (entry) => entry.family === family)
}

function signatureOf(token: string): string {
  return token.slice(token.lastIndexOf('.') + 1)
}
