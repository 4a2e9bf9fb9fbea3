/** This page, with what a test puts in the place of its parts. */
export function pageWith(parts: Readonly<Record<string, unknown>>): Window {
  return standIn(window, parts)
}

/** This page's document, with cookies of a browser that a test has made up. */
export function documentWith(readCookies: () => string): Document {
  return standIn(document, {
    get cookie() {
      return readCookies()
    },
  })
}

function standIn<Target extends object>(
  target: Target,
  parts: Readonly<Record<string, unknown>>,
): Target {
  return new Proxy(target, {
    get: (_, key) => {
      if (typeof key === 'string' && key in parts) return parts[key]
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
