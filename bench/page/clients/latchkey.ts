import axios from 'axios'
import { createAuth, installAuthInterceptors, loadProfile } from '../../../src/auth'
import type { OpenClient } from '../contract'

/** Ours, by its public surface alone. */
export const openLatchkey: OpenClient = async ({ model }) => {
  const { client, apiBaseUrl } = createAuth({
    apiBaseUrl: '/',
    profile: await loadProfile({
      profile: model === 'pair' ? 'simplejwt' : 'djangorestframework-jwt',
    }),
  })
  const http = axios.create({ baseURL: apiBaseUrl })
  installAuthInterceptors(http, client)
  await client.ready()
  return {
    http,
    loginRequest: {},
    login: async (user) => {
      await client.login(user, { keepSignedIn: true })
    },
    logout: () => client.logout(),
    isSignedIn: () => client.snapshot.session.status === 'authenticated',
  }
}
