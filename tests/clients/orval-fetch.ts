import { createAuthFetch } from '@/auth'
import type { AuthRequestInit } from '@/auth'
import { apiBaseUrl, auth } from './app'

const authFetch = createAuthFetch(auth.client)

export async function send<Answer>(path: string, init?: AuthRequestInit): Promise<Answer> {
  const response = await authFetch(apiBaseUrl + path, init)
  const text = await response.text()
  const data: unknown = text === '' ? undefined : JSON.parse(text)
  // Orval knows the answer's type from the OpenAPI document. Nothing checks it at run time.
  return { data, status: response.status, headers: response.headers } as Answer
}
