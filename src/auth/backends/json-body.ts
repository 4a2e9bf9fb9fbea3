import { parseExactJson } from '../core/exact-json'
import { longestText } from '../core/limits'
import { isText } from '../core/record'

/** A JSON object from a server: nothing about it is known. */
export type JsonObject = Readonly<Record<string, unknown>>

/** A body as JSON; the text itself where it is none, as one that is nested deeper than the browser reads. */
export function parsed(text: string): unknown {
  try {
    return parseExactJson(text)
  } catch {
    return text
  }
}

/** @returns `null` when the text is not JSON, or not an object: a gateway's HTML, an array, nothing */
export function parseJsonObject(text: string): JsonObject | null {
  const value = parsed(text)
  return isJsonObject(value) ? value : null
}

/** Whether a value is a JSON object, and neither `null` nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a dotted path; the empty path is the value itself. Own properties only. */
export function valueAt(body: unknown, path: string): unknown {
  if (path === '') return body
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      body,
    )
}

/** The first string at any of the paths that is neither empty nor longer than what is looked for. */
export function textAt(
  body: unknown,
  paths: readonly string[],
  longest = longestText,
): string | null {
  for (const path of paths) {
    const value = valueAt(body, path)
    if (typeof value === 'string' && value !== '' && value.length <= longest) return value
  }
  return null
}

/** The first code for programs at any of the paths. Some servers count theirs. */
export function codeAt(body: unknown, paths: readonly string[]): string | null {
  for (const path of paths) {
    const value = valueAt(body, path)
    if (typeof value === 'number' || isText(value)) return String(value)
  }
  return null
}

/** Builds `{ a: { b: value } }` from the path `a.b`, into a copy of `body`. */
export function withValueAt(body: JsonObject, path: string, value: string): JsonObject {
  const [key = path, ...rest] = path.split('.')
  if (rest.length === 0) return { ...body, [key]: value }
  const inner = body[key]
  return { ...body, [key]: withValueAt(isJsonObject(inner) ? inner : {}, rest.join('.'), value) }
}

/** Whether a body has what `key` asks for: a path (`detail`), or a path and its text (`error=invalid_grant`). */
export function hasKey(body: JsonObject, key: string): boolean {
  const [path = key, text] = key.split('=')
  const value = valueAt(body, path)
  if (text === undefined) return value !== undefined
  return (typeof value === 'string' || typeof value === 'number') && String(value) === text
}
