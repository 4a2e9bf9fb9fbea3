import { bytesToHex } from '@noble/hashes/utils.js'
import type { MockAccount } from './accounts'
import { isRecord } from './is-record'
import type { FailedLogin } from './login-throttle'
import type { Post } from './posts'
import type { LedgerEntry } from './token-ledger'

/**
 * Everything the mock backend remembers, as plain JSON. Settings are not in it, so that other
 * lifetimes or another dialect go on with the same state.
 */
export interface MockState {
  /** Raised when the shape or the accounts change; a stored state of another version is thrown away. */
  readonly version: typeof stateVersion
  /** The HS256 key in hexadecimal. */
  readonly signingKey: string
  accounts: readonly MockAccount[]
  tokens: readonly LedgerEntry[]
  failedLogins: readonly FailedLogin[]
  /** The posts that users have added, oldest first. */
  addedPosts: readonly Post[]
}

const stateVersion = 2
const lists = ['accounts', 'tokens', 'failedLogins', 'addedPosts']

/** The state of a server that has just been set up, with a key of its own. */
export function createMockState(
  accounts: readonly MockAccount[],
  randomBytes: (length: number) => Uint8Array,
): MockState {
  const signingKey = bytesToHex(randomBytes(32))
  return {
    version: stateVersion,
    signingKey,
    accounts,
    tokens: [],
    failedLogins: [],
    addedPosts: [],
  }
}

/**
 * Whether a stored value is a state of this version. It looks at the outline, not at every entry: what
 * has the version was written by this code.
 */
export function isMockState(value: unknown): value is MockState {
  return (
    isRecord(value) &&
    value['version'] === stateVersion &&
    typeof value['signingKey'] === 'string' &&
    /^[\da-f]{64}$/.test(value['signingKey']) &&
    lists.every((name) => Array.isArray(value[name]))
  )
}
