import type { Expectations } from './expectations'

/** djoser 2.1.0: SimpleJWT under its own addresses, and no logout. */
export const djoser: Expectations = {
  'create-ok': 'obtain: grants access 4 s, refresh 12 s',
  'create-ok-no-slash': 'obtain: grants access 4 s, refresh 12 s',
  'create-wrong-password': 'obtain: refuses "No active account found with the given credentials"',
  'create-missing':
    'obtain: refuses username: "This field is required." password: "This field is required."',
  'refresh-ok': 'refresh: grants access 4 s',
  'refresh-garbage': 'refresh: ends',
  'verify-ok': 'anonymous: fine',
  'me-ok': 'api: fine',
  'me-no-token': 'api: refresh',
  'me-wrong-prefix-JWT': 'api: refresh',
  'set-password-bad': 'api: validation',
  'register-weak': 'api: validation',
  'logout-jwt-none': 'logout: told',
  'register-with-stale-header': 'api: refresh',
}
