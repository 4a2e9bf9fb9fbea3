import type { Chance } from '../simulation/machine/chance'
import { hostsLike, userinfosLike } from './hosts'
import { mutated } from './mutated'

/** What URLs are made about. */
export interface Site {
  readonly origin: string
  /** What every path of it begins with, without a slash at the end. */
  readonly basePath: string
  /** Paths that must not get the token. */
  readonly anonymousPaths: readonly string[]
}

export interface FuzzedUrl {
  readonly text: string
  /** Whether nobody could doubt that it is of the site, and not anonymous. */
  readonly isPlain: boolean
}

const schemes = [
  ...['https:', 'https:', 'https:', 'http:', 'http:', 'hTTps:', 'HTTP:', 'ht\ttps:', '\nhttps:'],
  ...[' https:', '\u0000https:', '\u001fhttp:', 'https\n:', 'https :', 'http', 'https', ':', ''],
  ...['ws:', 'wss:', 'ftp:', 'file:', 'blob:https:', 'blob:http:', 'filesystem:https:', 'x:'],
  ...['javascript:', 'JaVaScRiPt:', 'java\tscript:', 'data:', 'data:text/html,', 'about:', 'url:'],
  ...['view-source:https:', 'https:https:', 'https:http:', 'mailto:', '%68ttps:', 'ｈttps:'],
]

const slashes = [
  ...['//', '//', '//', '//', '//', '//', '///', '////', '/', '', '\\\\', '\\', '/\\', '\\/'],
  ...['//\\', '\\\\\\', '/\t/', '\t//', '/\n/', '//\t', '// ', ' //', '/./', '/.//', '/..//'],
  ...['%2f%2f', '/%2f', '／／', '//\u200b', '\u2044\u2044', '\u2215/', '/\u0000/', ':/', '://'],
]

const ports = [
  ...['', '', '', '', '', ':443', ':80', ':8443', ':3000', ':0443', ':00000443', ':', ':0'],
  ...[':99999', ':65536', ':443@evil.test', ':@evil.test', ':\t443', ':8443evil', ':84\n43'],
  ...[':８４４３', ':-1', ':+443', ':0x1bb', ':443:443', '%3a443', ':443.', ':443%2f'],
]

const plainPaths = ['/posts/', '/posts/7/', '/user', '/a/b-c/d_e/', '/lists/posts/new', '/']

const endings = ['', '', '', '?x=1', '?', '#', '#x', '?next=https://evil.test/', '#@evil.test/']

const segments = [
  ...['api', 'token', 'refresh', 'posts', 'x', 'a b', '..', '..', '.', '%2e', '%2e%2E', '.%2e'],
  ...['%2f', '%5c', '', '', '@', ':', '%', '%zz', 'É', '\t', '..\\', ';', '...', '%00', '//', '~'],
]

/** One URL, or what looks like one, as an app could be made to ask for it. */
export function generateUrl(chance: Chance, site: Site): FuzzedUrl {
  const kind = chance.between('kind', 1, 100)
  if (kind <= 15) return { text: plainUrl(chance, site), isPlain: true }
  const text = trickyUrl(chance, site, kind)
  return { text: chance.isHit('mutated', 0.3) ? mutated(chance, text) : text, isPlain: false }
}

/** A path of the site, below its base. */
export function generatePlainPath(chance: Chance): string {
  return chance.pick('plain path', plainPaths) + chance.pick('plain query', ['', '?a=1&b=2'])
}

function plainUrl(chance: Chance, { origin, basePath }: Site): string {
  return origin + basePath + generatePlainPath(chance)
}

function trickyUrl(chance: Chance, site: Site, kind: number): string {
  if (kind <= 47) return authority(chance, site) + anyPath(chance, site)
  if (kind <= 50) return withUserinfo(chance, site) + anyPath(chance, site)
  if (kind <= 60) return site.origin + chance.pick('glue', glues) + chance.pick('to', afterGlue)
  if (kind <= 75) return site.origin + anyPath(chance, site)
  if (kind <= 85) return anyPath(chance, site)
  if (kind <= 95)
    return chance.pick('slashes', slashes) + host(chance, site) + anyPath(chance, site)
  return mutated(chance, plainUrl(chance, site))
}

function withUserinfo(chance: Chance, { origin }: Site): string {
  const { protocol, host } = new URL(origin)
  return `${protocol}//${chance.pick('own userinfo', userinfosLike(host))}${host}`
}

/** What an origin without a slash at its end runs into. */
const glues = [
  ...['@', '.', ':', ':x@', '%', '\\', '\\@', '#@', '?@', ',', ';', '-', '%2f', '%00', '\t.'],
]
const afterGlue = [
  ...['evil.test', 'evil.test/', 'evil.test:443/posts/', '/evil.test', '@evil.test', ''],
]

function authority(chance: Chance, site: Site): string {
  const scheme = chance.isHit('own scheme', 0.5)
    ? new URL(site.origin).protocol
    : chance.pick('scheme', schemes)
  return scheme + chance.pick('slashes', slashes) + host(chance, site)
}

function host(chance: Chance, { origin }: Site): string {
  const own = new URL(origin)
  const userinfo = chance.pick('userinfo', userinfosLike(own.host))
  const name = chance.pick('host', hostsLike(own.hostname))
  const port = chance.isHit('own port', 0.5)
    ? own.port && `:${own.port}`
    : chance.pick('port', ports)
  return userinfo + name + port
}

function anyPath(chance: Chance, site: Site): string {
  const kind = chance.between('path kind', 1, 10)
  const path =
    kind <= 3
      ? site.basePath + chance.pick('path', plainPaths)
      : kind <= 6
        ? disguised(chance, chance.pick('anonymous', site.anonymousPaths))
        : randomPath(chance)
  return path + chance.pick('ending', endings)
}

/** The path of an anonymous endpoint, written in another way, or one that only looks like it. */
function disguised(chance: Chance, path: string): string {
  const [first = '', ...rest] = path.split('/').slice(1)
  const tail = rest.join('/')
  return chance.pick('disguise', [
    path,
    `/./${first}/${tail}`,
    `/x/../${first}/${tail}`,
    `/${first}/x/../${tail}`,
    `/${first}/%2e/${tail}`,
    `/${first}/x/%2e%2E/${tail}`,
    `/${first}/x/.%2e/${tail}`,
    `/../../${first}/${tail}`,
    `\\${first}\\${tail.replaceAll('/', '\\')}`,
    `/${first}\t/${tail}`,
    `/${first}/\n${tail}`,
    `${path}.`,
    `${path}./`,
    `${path}x/..`,
    `${path}..`,
    `${path}../../posts/`,
    `${path}%2e%2e/posts/`,
    `/posts/..${path}`,
    `/${path}`,
    `/posts/?${path}`,
    `/posts/#${path}`,
    path.toUpperCase(),
    path.replace(/\/$/, ''),
    path.replace('t', '%74'),
    path.replaceAll('/', '%2f'),
    ` ${path} `,
  ])
}

function randomPath(chance: Chance): string {
  const count = chance.between('segments', 0, 6)
  return Array.from({ length: count }, () => {
    const separator = chance.pick('separator', ['/', '/', '/', '/', '\\', '', '//'])
    return separator + chance.pick('segment', segments)
  }).join('')
}
