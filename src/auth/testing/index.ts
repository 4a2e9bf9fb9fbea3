import { createPinia } from 'pinia'
import type { Pinia } from 'pinia'
import type { EndReason, User } from '../core/session'

/** Who shall be signed in. */
export interface SignedInOptions {
  readonly user: User
  /** @default a string that is not a JWT */
  readonly token?: string
}

/**
 * A Pinia in which `user` is signed in, for `mount(View, { global: { plugins: [signedIn({ user })] } })`.
 * There is no client behind it: nothing is stored, nothing is sent, `login` and `logout` do nothing.
 */
export function signedIn({ user, token = 'test-token' }: SignedInOptions): Pinia {
  return piniaWith({ token, user, status: 'authenticated', reason: null })
}

/** Why nobody is signed in. */
export interface SignedOutOptions {
  /** @default 'never-logged-in' */
  readonly reason?: EndReason
  /** @default false */
  readonly isLoggedOutElsewhere?: boolean
}

/** A Pinia in which nobody is signed in, with the reason that the login page shows. */
export function signedOut(options: SignedOutOptions = {}): Pinia {
  const { reason = 'never-logged-in', isLoggedOutElsewhere = false } = options
  return piniaWith({
    token: null,
    user: null,
    status: 'anonymous',
    reason,
    isLoggedOutElsewhere,
  })
}

function piniaWith(auth: Readonly<Record<string, unknown>>): Pinia {
  const pinia = createPinia()
  pinia.state.value['auth'] = { ...auth }
  return pinia
}
