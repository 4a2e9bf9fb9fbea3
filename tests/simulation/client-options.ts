import { CsrfProof } from '@/auth/backends/csrf-proof'
import { joinUrl } from '@/auth/backends/join-url'
import type { Profile } from '@/auth/backends/profile'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { resolveProfile } from '../support/resolve-profile'
import { createScopeOf } from '@/auth/core/request-scope'
import type { AuthClientOptions } from '@/auth/core/auth-client'
import { cookieModel, noneModel, pairModel, singleModel } from '@/auth/core/models'
import type { SessionModel } from '@/auth/core/models'
import type { AuthApi } from '@/auth/core/ports'
import type { Transport } from '@/auth/core/transport'
import type { Environment } from './schedule'

export const apiBaseUrl = 'https://api.example.com'
export const foreignUrl = 'https://elsewhere.example.net'

const obtain = '/login/'

/** The profile of each kind of server, as a deployer would write it. */
function profileOf({ server, hasLogout, accessSeconds, hasJarMark }: Environment): Profile {
  const logout = hasLogout ? '/logout/' : null
  switch (server) {
    case 'none':
      return resolveProfile({
        profile: 'simplejwt',
        model: 'none',
        endpoints: { obtain, refresh: null, user: '/user/' },
        read: { access: ['token'] },
      })
    case 'sliding':
    case 'legacy':
      return resolveProfile({
        profile: 'djangorestframework-jwt',
        endpoints: { obtain, refresh: '/refresh/' },
      })
    case 'no-rotation':
    case 'blacklist':
    case 'racy-blacklist':
    case 'family':
    case 'last-writer':
      return resolveProfile({
        profile: 'simplejwt',
        endpoints: { obtain, refresh: '/refresh/', user: '/user/', logout },
      })
    case 'cookie':
      return resolveProfile({
        profile: 'simplejwt',
        endpoints: { obtain, refresh: '/refresh/', user: '/user/', logout: '/logout/' },
        refresh: { placement: 'cookie' },
        logout: { send: 'cookie', tokens: [] },
      })
    case 'cookies-alone':
      return resolveProfile({
        profile: 'simplejwt',
        endpoints: { obtain, refresh: '/refresh/', user: '/user/', logout: '/logout/' },
        refresh: { placement: 'cookie' },
        read: { access: [], refresh: [] },
        expiry: [`fixed:${String(accessSeconds)}`],
        csrf: { cookie: 'csrftoken', header: 'X-CSRFToken', changesAtLogin: hasJarMark },
        logout: { send: 'cookie', tokens: [] },
      })
  }
}

function modelOf({ server }: Environment): SessionModel {
  switch (server) {
    case 'none':
      return noneModel
    case 'sliding':
    case 'legacy':
      return singleModel
    case 'cookie':
    case 'cookies-alone':
      return cookieModel
    case 'no-rotation':
    case 'blacklist':
    case 'racy-blacklist':
    case 'family':
    case 'last-writer':
      return pairModel
  }
}

/** What `createAuth` would make of the profile. */
export function createClientOptions(environment: Environment): AuthClientOptions {
  const { leeway, transport } = profileOf(environment)
  return {
    model: modelOf(environment),
    leewaySeconds: leeway,
    ...(environment.idleSeconds !== null && { idleTimeoutSeconds: environment.idleSeconds }),
    scopeOf: createScopeOf({
      apiBaseUrl,
      origins: [],
      anonymousUrls: ['/login/', '/refresh/'].map((url) => joinUrl(apiBaseUrl, url)),
    }),
    header: { name: transport.header, prefix: transport.prefix },
  }
}

/** @param readCookie - the value of a cookie that scripts can see */
export function createApi(
  environment: Environment,
  transport: Transport,
  readCookie: (name: string) => string | null,
): AuthApi {
  const profile = profileOf(environment)
  const around = { pageUrl: apiBaseUrl, apiBaseUrl, withCredentials: true, readCookie, transport }
  const csrf = profile.csrf && new CsrfProof(profile.csrf, around)
  return new ProfileAuthApi(profile, apiBaseUrl, transport, { csrf })
}
