import type { Expectations } from './expectations'

/** SimpleJWT under other settings of Django. */
export const djangoVariants: Expectations = {
  'append-slash-off-post': 'obtain: unexpected',
  'debug-on-post-no-slash': 'obtain: unavailable 500',
  'debug-on-500': 'api: transient',
  'rotate-only-refresh': 'refresh: grants access 4 s, refresh 12 s',
  'rotate-only-old-refresh-again': 'refresh: grants access 4 s, refresh 12 s',
  'cors-after-common-preflight-no-slash': 'unseen: preflight',
  'cors-after-common-post-no-slash': 'obtain: unexpected',
  'no-blacklist-app-blacklist': 'logout: told',
  'no-blacklist-app-refresh-after': 'refresh: grants access 4 s',
  'two-prefixes-jwt': 'api: fine',
  'two-prefixes-bearer': 'api: fine',
  'two-prefixes-none': 'api: refresh',
  'cors-no-credentials-preflight': 'unseen: preflight',
  'cors-no-credentials-obtain': 'obtain: grants access 4 s, refresh 12 s',
  'axes-bad-login-1': 'obtain: refuses "No active account found with the given credentials"',
  'axes-bad-login-2': 'obtain: refuses "No active account found with the given credentials"',
  'axes-bad-login-3': 'obtain: refuses "No active account found with the given credentials"',
  'axes-bad-login-4': 'obtain: refuses "No active account found with the given credentials"',
  'axes-good-login-while-locked':
    'obtain: refuses "No active account found with the given credentials"',
}
