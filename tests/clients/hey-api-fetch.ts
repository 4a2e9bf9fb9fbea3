import { createAuthFetch } from '@/auth'
import { apiBaseUrl, auth } from './app'
import { client } from './generated/hey-api-fetch/client.gen'

client.setConfig({
  baseUrl: apiBaseUrl,
  fetch: createAuthFetch(auth.client),
})

export * from './generated/hey-api-fetch'
