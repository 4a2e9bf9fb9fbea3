import createClient from 'openapi-fetch'
import { createAuthFetch } from '@/auth'
import { apiBaseUrl, auth } from './app'
import type { paths } from './generated/openapi-fetch'

export const api = createClient<paths>({
  baseUrl: apiBaseUrl,
  fetch: createAuthFetch(auth.client),
})
