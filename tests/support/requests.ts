import type { AuthClient } from '@/auth/core/auth-client'
import type { ApiAnswer, Authorization } from '@/auth/core/request-gate'
import { apiBaseUrl } from './tab'

export const get = (url: string) => ({ method: 'GET', url })

/** What a request to the API is sent with, while somebody is signed in. */
export async function authorize(client: AuthClient, path = '/posts/'): Promise<Authorization> {
  const authorization = await client.authorize(get(apiBaseUrl + path))
  if (!authorization) throw new Error('Nobody is signed in')
  return authorization
}

/** An answer of the API, a 401 without a word unless told otherwise. */
export function answerWith(changes: Partial<ApiAnswer> = {}): ApiAnswer {
  return { status: 401, header: () => null, readBody: () => null, canRepeat: true, ...changes }
}

/** The API has refused the token. @returns what the request is sent again with; `null` when it is not */
export async function refused(client: AuthClient, sent: Authorization) {
  const verdict = await client.judge(sent, answerWith())
  return verdict.kind === 'repeat' ? verdict.authorization : null
}

/** The token that a request is sent with. */
export function tokenIn(authorization: Authorization | null): string | undefined {
  return authorization?.headers['Authorization']?.split(' ')[1]
}

/** The server ends the session, by an answer that no new token can cure. */
export async function endByServer(client: AuthClient): Promise<void> {
  const body = { code: 'user_inactive' }
  await client.judge(await authorize(client), answerWith({ readBody: () => body }))
}
