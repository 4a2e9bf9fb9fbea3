import { isJsonObject } from '@/auth/backends/json-body'

/** Every value inside one that is no object itself, with the dotted path to it. */
export function leavesOf(value: unknown, at = ''): readonly (readonly [string, unknown])[] {
  if (!isJsonObject(value)) return [[at, value]]
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, at === '' ? key : `${at}.${key}`),
  )
}

/** The name at the end of a dotted path. */
export const lastName = (path: string) => path.split('.').at(-1) ?? path
