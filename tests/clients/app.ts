import { createAuth, createAuthFetch, loadProfile } from '@/auth'
import { startNotesServer } from './server'

export const server = await startNotesServer()
export const apiBaseUrl = server.url
export const auth = createAuth({
  apiBaseUrl,
  profile: await loadProfile({ profile: 'simplejwt' }),
})

const authFetch = createAuthFetch(auth.client)

/** Sends the request without the token. */
export const fetchWithoutToken: typeof fetch = (input, init) =>
  authFetch(input, { ...init, skipAuth: true })

/** Sends the token, and returns a 401 as it is. */
export const fetchWithoutRefresh: typeof fetch = (input, init) =>
  authFetch(input, { ...init, skipAuthRefresh: true })
