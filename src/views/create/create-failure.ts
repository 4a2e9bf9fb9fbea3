import { isAxiosError } from 'axios'
import { readFormErrors } from '@/auth'
import type { Auth, FormErrors } from '@/auth'
import { requestFailureOf } from '../request-failure'
import type { RequestFailure } from '../request-failure'

/** Why an entry could not be added. */
export type CreateFailure =
  /** The server did not accept what was typed, and says what of it. */
  ({ readonly kind: 'invalid' } & FormErrors) | RequestFailure

/** What {@link createFailureOf} needs to know of the form. */
export interface CreateForm {
  /** The names of its fields. */
  readonly names: readonly string[]
  /** How the API writes errors. */
  readonly profile: Auth['profile']
  /** The session's own, which is not shown. */
  readonly token: string | null
}

/** @returns `null` for an error that is a bug, not a failure of the request */
export function createFailureOf(
  error: unknown,
  { names, profile, token }: CreateForm,
): CreateFailure | null {
  const response = isAxiosError<unknown>(error) ? error.response : undefined
  const status = response?.status
  if (status !== 400 && status !== 422) return requestFailureOf(error, token)
  const fieldOf = (path: readonly string[]) => {
    const name = path.at(-1) ?? ''
    return names.includes(name) ? name : null
  }
  const held = token === null ? [] : [token]
  const errors = readFormErrors(response?.data, profile, fieldOf, held)
  const isTold = errors.message !== null || Object.keys(errors.fields).length > 0
  return isTold ? { kind: 'invalid', ...errors } : requestFailureOf(error, token)
}
