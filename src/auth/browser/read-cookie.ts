/**
 * The value of a cookie that scripts can see, out of `document.cookie`, as it stands there; `null` where there is none.
 */
export function readCookie(cookies: string, name: string): string | null {
  const pairs = cookies.split(';').map((pair) => pair.trimStart())
  const found = pairs.find((pair) => pair.startsWith(`${name}=`))
  return found === undefined ? null : found.slice(name.length + 1)
}
