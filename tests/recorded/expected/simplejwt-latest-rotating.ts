import type { Expectations } from './expectations'
import { simplejwtRotating } from './simplejwt-rotating'

/** SimpleJWT after 5.5.1, rotating: refreshing for a user who is gone is refused, without a code. Both of two racers won. */
export const simplejwtLatestRotating: Expectations = {
  ...simplejwtRotating,
  'refresh-concurrent-same-token#2': 'refresh: grants access 4 s, refresh 12 s',
  'refresh-token-of-deactivated-user': 'refresh: ends',
  'refresh-token-of-deleted-user': 'refresh: ends',
}
