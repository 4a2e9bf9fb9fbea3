/** Why a recorded case cannot be compared. The spec checks that the reason holds. */
export const exclusionReasons = {
  'other-view': 'the mock has no such path',
  preflight: 'CORS belongs to the server in front of the mock',
  cookie: 'JWT_AUTH_COOKIE is a setting the mock does not have',
  'lost-race': 'two server processes both won; the mock answers one request after the other',
} as const

export type ExclusionReason = keyof typeof exclusionReasons

const simplejwt: Readonly<Record<string, ExclusionReason>> = {
  'session-first-no-token': 'other-view',
  'session-first-garbage-token': 'other-view',
  'jwt-then-session-no-token': 'other-view',
  'basic-first-no-token': 'other-view',
  'not-found-object': 'other-view',
  'server-error-debug-off': 'other-view',
  'throttle-attempt-1': 'other-view',
  'throttle-attempt-2': 'other-view',
  'throttle-attempt-3': 'other-view',
  'throttle-attempt-4': 'other-view',
  'preflight-user': 'preflight',
  'preflight-obtain': 'preflight',
  'preflight-foreign-origin': 'preflight',
  'preflight-header-not-allowed': 'preflight',
  'preflight-no-trailing-slash': 'preflight',
}

const legacy: Readonly<Record<string, ExclusionReason>> = {
  'jwt-then-session-no-token': 'other-view',
  'preflight-user': 'preflight',
  'cookie-obtain-ok': 'cookie',
  'cookie-user-ok-no-header': 'cookie',
  'cookie-unsafe-method-no-csrf': 'cookie',
  'cookie-refresh-empty-body': 'cookie',
  'cookie-refresh-ok': 'cookie',
  'cookie-stale-cookie-on-login': 'cookie',
  'cookie-garbage': 'cookie',
  'cookie-good-but-wrong-prefix-header': 'cookie',
  'cookie-expired': 'cookie',
}

/** Every recorded case that is not compared, by recording. */
export const exclusions: Readonly<Record<string, Readonly<Record<string, ExclusionReason>>>> = {
  simplejwt,
  'simplejwt-rotating': simplejwt,
  'simplejwt-latest-rotating': { ...simplejwt, 'refresh-concurrent-same-token#2': 'lost-race' },
  legacy,
  'legacy-styria': {
    ...legacy,
    'impersonate-as-non-superuser': 'other-view',
    'impersonate-as-superuser': 'other-view',
    'impersonate-unknown-user': 'other-view',
    'impersonate-anonymous': 'other-view',
    'cookie-impersonate': 'other-view',
  },
}
