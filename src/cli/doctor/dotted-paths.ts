import { isJsonObject } from '@/auth/backends/json-body'

/** How far down it is looked: no API hides its tokens deeper. */
const mostLevels = 12

/** Every value inside one that is no object itself, with the dotted path to it. */
export function leavesOf(
  value: unknown,
  at = '',
  levels = mostLevels,
): readonly (readonly [string, unknown])[] {
  if (!isJsonObject(value)) return [[at, value]]
  if (levels === 0) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, at === '' ? key : `${at}.${key}`, levels - 1),
  )
}

/** The name at the end of a dotted path. */
export const lastName = (path: string) => path.split('.').at(-1) ?? path
