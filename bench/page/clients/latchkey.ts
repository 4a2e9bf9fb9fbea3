import axios from 'axios'
import { createAuth, installAuthInterceptors } from '../../../src/auth'
import { credentials } from '../contract'
import type { OpenClient } from '../contract'

/** Ours, by its public surface alone. */
export const openLatchkey: OpenClient = async ({ model, refusalStatuses }) => {
  const { client, apiBaseUrl } = createAuth({
    apiBaseUrl: '/',
    profile: model === 'pair' ? 'simplejwt' : 'djangorestframework-jwt',
    challenge: { statuses: [...refusalStatuses] },
  })
  const http = axios.create({ baseURL: apiBaseUrl })
  installAuthInterceptors(http, client)
  await client.ready()
  return {
    http,
    loginRequest: {},
    login: () => client.login(credentials, { keepSignedIn: true }),
    logout: () => client.logout(),
    isSignedIn: () => client.snapshot.session.status === 'authenticated',
  }
}
