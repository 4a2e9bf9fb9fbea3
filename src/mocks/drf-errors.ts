import type { MockResponse } from './mock-http'
import { json } from './mock-http'

/** Thrown by a view to answer with an error, as Django REST framework's `APIException`. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly response: MockResponse

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`${status} ${JSON.stringify(body)}`)
    const response = json(body, status)
    this.response = { ...response, headers: { ...response.headers, ...headers } }
  }
}

/** `400`: field errors, or those of the whole form under `non_field_errors`. */
export function invalid(errors: Readonly<Record<string, readonly string[]>>): ApiError {
  return new ApiError(400, errors)
}

/** `400` for the whole form. */
export function invalidForm(message: string): ApiError {
  return invalid({ non_field_errors: [message] })
}

/** `400`: the body is not the JSON that its `Content-Type` promises. */
export function parseError(reason: string): ApiError {
  return new ApiError(400, { detail: `JSON parse error - ${reason}` })
}

/** `401`: a token was sent and is no good. */
export function authenticationFailed(detail: string): ApiError {
  return new ApiError(401, { detail })
}

/** `401`: no token was sent, or none that the server looks at. */
export function notAuthenticated(): ApiError {
  return authenticationFailed('Authentication credentials were not provided.')
}

/** `403`: the user is known and may not. */
export function permissionDenied(
  detail = 'You do not have permission to perform this action.',
): ApiError {
  return new ApiError(403, { detail })
}

/** `405`. */
export function methodNotAllowed(method: string): ApiError {
  return new ApiError(405, { detail: `Method "${method}" not allowed.` })
}

/** `406`. */
export function notAcceptable(): ApiError {
  return new ApiError(406, { detail: 'Could not satisfy the request Accept header.' })
}

/** `415`. */
export function unsupportedMediaType(mediaType: string): ApiError {
  return new ApiError(415, { detail: `Unsupported media type "${mediaType}" in request.` })
}

/** `429` with `Retry-After`, both in whole seconds. */
export function throttled(waitSeconds: number): ApiError {
  const unit = waitSeconds === 1 ? 'second' : 'seconds'
  const detail = `Request was throttled. Expected available in ${waitSeconds} ${unit}.`
  return new ApiError(429, { detail }, { 'Retry-After': String(waitSeconds) })
}
