import type { Expectations } from './expectations'

/** Sliding tokens: each says in `refresh_exp` when the session is over. */
export const sliding: Expectations = {
  'obtain-ok': 'obtain: grants token 4 s, end 12 s',
  'obtain-wrong-password': 'obtain: refuses "No active account found with the given credentials"',
  'user-ok': 'api: fine',
  'refresh-ok': 'refresh: grants token 4 s, end 12 s',
  'refresh-same-token-again': 'refresh: grants token 4 s, end 12 s',
  'user-old-token-after-refresh': 'api: fine',
  'user-new-token-after-refresh': 'api: fine',
  'refresh-wrong-field-name': 'refresh: keeps',
  'refresh-garbage': 'refresh: ends',
  'user-garbage': 'api: refresh',
  'verify-ok': 'anonymous: fine',
  'refresh-concurrent-same-token#1': 'refresh: grants token 4 s, end 12 s',
  'refresh-concurrent-same-token#2': 'refresh: grants token 4 s, end 12 s',
  'blacklist-sliding-refresh-field': 'logout: told',
  'user-expired': 'api: refresh',
  'refresh-after-exp-within-refresh-window': 'refresh: ends',
  'chain-refresh-1': 'refresh: grants token 4 s, end 10 s',
  'chain-refresh-2': 'refresh: grants token 4 s, end 8 s',
  'chain-refresh-3': 'refresh: grants token 4 s, end 5 s',
  'chain-refresh-4': 'refresh: grants token 4 s, end 3 s',
  'chain-refresh-5': 'refresh: ends',
  'user-with-last-chained-token': 'api: fine',
}
