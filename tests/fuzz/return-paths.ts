import { Chance, seedOf } from '../simulation/machine/chance'
import { pageOrigin } from './apis'
import { mutated } from './mutated'
import { generateUrl } from './urls'

/** What stands in `?redirect=` of the login page. */
export interface ReturnPath {
  readonly text: string
  /** Whether it is the path of a page of the app, written as the guard writes it. */
  readonly isPlain: boolean
}

const page = { origin: pageOrigin, basePath: '', anonymousPaths: ['/login'] }

const plainPaths = [
  ...['/', '/account', '/lists/posts', '/lists/posts?offset=20&limit=2#row-3', '/configuration'],
  ...['/lists/posts/new', '/account?x=//evil.test', '/no/such/page', '/forbidden#x'],
]

const ways = [
  ...['//', '///', '\\\\', '/\\', '\\/', '/\t/', '/\n/', '\t//', ' //', '/.//', '/..//', '/././/'],
  ...['/a/..//', '/a/../..//', '/%2e//', '/%2e%2e//', '/%2E%2E/\\', '/%2f', '%2f%2f', '%5c%5c'],
  ...['/%5c'],
  ...['/%09/', '/%0a/', '/%00/', '%252f%252f', '/;//', '/@', '@', '//@', '//:@', '///@', '/ /'],
  ...['/\u0000/'],
  ...['／／', '/／', '\u2215\u2215', '/\u2044', '?//', '#//', '/#//', '/?//', '/account//', './/'],
  ...['..//'],
  ...['/login?redirect=//', '/login?redirect=https://', 'login', './login', '/lists/..//'],
  ...['/lists//'],
  ...['https:', 'https:/', 'http:', 'http:/', 'http:///', 'javascript:', 'data:', 'blob:'],
  ...['x:', '\\'],
]

const destinations = [
  ...['evil.test', 'evil.test', 'evil.test/', 'evil.test:443/x', '', '/'],
  ...['localhost:3000@evil.test'],
  ...['localhost:3000.evil.test', 'localhost:3001', '//evil.test', '\\evil.test', '[::1]'],
  ...['0x7f.1'],
  ...['evil.test#/account', 'evil.test?/account', 'evil%2etest', 'evil。test', 'alert(1)'],
  ...['evil.test/..'],
  ...['evil.test/%2e%2e/account', 'text/html,<script>alert(1)</script>', ',alert(1)', '..'],
  ...['%', '%zz'],
]

/** The value of that index, the same for the same seed. */
export function generateReturnPath(seed: number, index: number): ReturnPath {
  const chance = new Chance(seedOf(seed, index))
  if (chance.isHit('plain', 0.1)) return { text: chance.pick('page', plainPaths), isPlain: true }
  const text = trickyPath(chance)
  return { text: chance.isHit('mutated', 0.3) ? mutated(chance, text) : text, isPlain: false }
}

function trickyPath(chance: Chance): string {
  if (chance.isHit('URL', 0.5)) return generateUrl(chance, page).text
  if (chance.isHit('page with an end', 0.2)) {
    return (
      chance.pick('page', plainPaths) + chance.pick('way', ways) + chance.pick('to', destinations)
    )
  }
  const way =
    chance.pick('way', ways) + (chance.isHit('twice', 0.2) ? chance.pick('way', ways) : '')
  return way + chance.pick('to', destinations)
}
