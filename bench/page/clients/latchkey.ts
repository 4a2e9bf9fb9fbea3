import axios from 'axios'
import { createAuth, installAuthInterceptors, loadProfile } from '../../../src/auth'
import type { ProfileChanges } from '../../../src/auth'
import type { ApiDialect, OpenClient } from '../contract'

/** Ours, by its public surface alone. */
export const openLatchkey: OpenClient = async (dialect, shared) => {
  const { client, apiBaseUrl } = createAuth({
    apiBaseUrl: `${dialect.origin}/`,
    profile: await loadProfile({
      profile: dialect.model === 'pair' ? 'simplejwt' : 'djangorestframework-jwt',
      ...changesFor(dialect),
    }),
  })
  const http = shared ?? axios.create({ baseURL: apiBaseUrl })
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

/** Its defaults are left alone where they are right. */
function changesFor({ tokenHeader, constantHeaders }: ApiDialect): ProfileChanges {
  const { name, prefix } = tokenHeader
  return {
    headers: constantHeaders,
    ...(name !== 'Authorization' && { transport: { header: name, prefix } }),
  }
}
