import type { AxiosError } from 'axios'
import type { ApiDialect } from '../contract'
import { isMeant } from './is-meant'

/** Whether the API has refused the token itself, as apps find out: by the status, or by the code where that tells more. */
export function isTokenRefusal({ response }: AxiosError, dialect: ApiDialect): boolean {
  const { refusal } = dialect
  if (response?.status !== refusal.status || !isMeant(response.config, dialect)) return false
  const body = response.data as { readonly code?: string } | null
  return refusal.code === null || body?.code === refusal.code
}
