import type { AxiosError } from 'axios'
import type { ApiDialect } from '../contract'

/** Whether the API has refused the token itself, as apps find out: by the status, or by the code where that tells more. */
export function isTokenRefusal({ response }: AxiosError, { refusal }: ApiDialect): boolean {
  if (response?.status !== refusal.status) return false
  const body = response.data as { readonly code?: string } | null
  return refusal.code === null || body?.code === refusal.code
}
