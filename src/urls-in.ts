/** A complete address in a `config.json`, and the key where it stands. */
export interface FoundUrl {
  /** As `auth.endpoints.obtain.url`, `lists[0].url`. */
  readonly key: string
  readonly url: string
}

/** Every complete address of a configuration: where an app that has it may send requests. */
export function urlsIn(value: unknown, key = ''): readonly FoundUrl[] {
  if (typeof value === 'string') return /^https?:/i.test(value) ? [{ key, url: value }] : []
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown, at) => urlsIn(one, `${key}[${at}]`))
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) =>
    name === '$schema' ? [] : urlsIn(one, key === '' ? name : `${key}.${name}`),
  )
}
