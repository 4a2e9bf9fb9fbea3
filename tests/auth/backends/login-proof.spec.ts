import { expect, it } from 'vitest'
import { CsrfProof } from '@/auth/backends/csrf-proof'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import type { TransportRequest } from '@/auth/core/transport'
import { resolveProfile } from '../../support/resolve-profile'

const profile = resolveProfile({
  profile: 'dj-rest-auth-cookies',
  csrf: { bootstrap: '/csrf/' },
})

// A cookie of a session that has ended may still be there, and then the server asks even a login for the proof.
it('a login gets the cookie first that proves where it comes from', async () => {
  const sent: TransportRequest[] = []
  let cookie: string | null = null
  const transport = (request: TransportRequest) => {
    sent.push(request)
    if (request.url.endsWith('/csrf/')) cookie = 'proof'
    return Promise.resolve({ status: 403, header: () => null, body: '{"detail":"no"}' })
  }
  const surroundings = {
    pageUrl: 'https://app.test/',
    apiBaseUrl: 'https://app.test',
    withCredentials: true,
    readCookie: () => cookie,
    transport,
  }
  const csrf = profile.csrf && new CsrfProof(profile.csrf, surroundings)
  const api = new ProfileAuthApi(profile, 'https://app.test', transport, { csrf })

  await expect(api.obtain({ username: 'ada', password: 'secret' })).rejects.toThrow()

  expect(sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
    'GET /csrf/',
    'POST /dj-rest-auth/login/',
  ])
  expect(sent[1]?.headers).toMatchObject({ 'X-CSRFToken': 'proof' })
})
