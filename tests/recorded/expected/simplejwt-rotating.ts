import type { Expectations } from './expectations'
import { simplejwt } from './simplejwt'

/** The same with rotation and blacklisting: every refresh brings a new pair, and the old one is dead. */
export const simplejwtRotating: Expectations = {
  ...simplejwt,
  'refresh-ok': 'refresh: grants access 4 s, refresh 12 s',
  'refresh-reused-immediately': 'refresh: ends',
  'refresh-with-the-rotated-token': 'refresh: grants access 4 s, refresh 12 s',
  'refresh-form-encoded': 'refresh: grants access 4 s, refresh 12 s',
  'refresh-with-expired-authorization-header': 'refresh: grants access 4 s, refresh 12 s',
  'verify-blacklisted-refresh': 'anonymous: validation',
  'refresh-concurrent-same-token#1': 'refresh: grants access 4 s, refresh 12 s',
  'refresh-concurrent-same-token#2': 'refresh: ends',
  'refresh-token-of-deactivated-user': 'refresh: grants access 4 s, refresh 12 s',
  'refresh-token-of-deleted-user': 'refresh: grants access 4 s, refresh 12 s',
  'refresh-ok-after-access-expired': 'refresh: grants access 4 s, refresh 12 s',
  'throttle-attempt-4': 'obtain: throttled 60 s',
}
