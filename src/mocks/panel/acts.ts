import type { Act } from '../trouble-control'

/** What one can do to the server, once. */
export interface ActText {
  readonly act: Act
  readonly label: string
  /** What one sees of it. */
  readonly effect: string
  /** That it has happened. */
  readonly done: string
}

export const acts: readonly ActText[] = [
  {
    act: 'expire-access-tokens',
    label: 'Expire the access tokens',
    effect: 'The next request gets a new one. Nobody notices.',
    done: 'The access tokens have expired.',
  },
  {
    act: 'revoke-refresh-tokens',
    label: 'Revoke the refresh tokens',
    effect: 'The session goes on until its token runs out, and then ends in words.',
    done: 'The refresh tokens are revoked.',
  },
  {
    act: 'end-sessions',
    label: 'End every session',
    effect: 'The next request is refused for good: you are asked to log in again.',
    done: 'Every session is over.',
  },
  {
    act: 'throttle-logins',
    label: 'Throttle the login',
    effect: 'The next login has to wait for a minute, with a countdown.',
    done: 'The login is throttled.',
  },
]
