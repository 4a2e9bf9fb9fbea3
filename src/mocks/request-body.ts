import { invalidForm, parseError, unsupportedMediaType } from './drf-errors'
import { isRecord } from './is-record'
import type { MockRequest } from './mock-http'

/**
 * The fields of a JSON or form-encoded body; none for an empty one. `multipart/form-data`, which
 * Django REST framework reads as well, is answered `415`.
 *
 * @throws ApiError `400` or `415` with the framework's words
 */
export function readFields(request: MockRequest): Readonly<Record<string, unknown>> {
  const body = parse(request)
  if (isRecord(body)) return body
  throw invalidForm(
    body === null
      ? 'No data provided'
      : `Invalid data. Expected a dictionary, but got ${pythonTypeOf(body)}.`,
  )
}

function parse({ headers, body }: MockRequest): unknown {
  const contentType = headers['content-type'] ?? ''
  const mediaType = contentType.split(';', 1).join('').trim().toLowerCase()
  if (body === '') return {}
  if (mediaType === 'application/json') return parseJson(body)
  if (mediaType === 'application/x-www-form-urlencoded') {
    return Object.fromEntries(new URLSearchParams(body))
  }
  throw unsupportedMediaType(contentType)
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    throw parseError(error instanceof Error ? error.message : '')
  }
}

function pythonTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return 'str'
}
