import { caching } from './security-headers'
import type { Header } from './security-headers'

/** Servers that headers can be written for. */
export const servers = ['nginx', 'caddy', 'static'] as const
export type ServerName = (typeof servers)[number]

/**
 * The headers in the words of a server: an `nginx` file to include in its `server` block, a `caddy` snippet to import,
 * or the `_headers` file of `static` hosts.
 *
 * @param base - the path of the app on its server, as `/` or `/app/`
 */
export function renderHeaders(
  server: ServerName,
  headers: readonly Header[],
  base: string,
): string {
  return renderers[server](headers, base)
}

type Render = (headers: readonly Header[], base: string) => string

const renderers: Readonly<Record<ServerName, Render>> = {
  // A location with an add_header of its own would lose all of these: the cache rule is a variable for that.
  nginx: (headers, base) =>
    lines(
      '# Written by: npm run doctor -- headers --for nginx',
      `set $latchkey_cache ${quoted(caching.others)};`,
      `if ($uri ~ ^${escaped(base)}assets/) { set $latchkey_cache ${quoted(caching.assets)}; }`,
      // Not `always`: what is missing may be there in a moment, while a deploy is under way.
      'add_header Cache-Control $latchkey_cache;',
      ...headers.map(([name, value]) => `add_header ${name} ${quoted(value)} always;`),
    ),
  // What is missing may be there in a moment: it is no asset that is kept.
  caddy: (headers, base) =>
    lines(
      '# Written by: npm run doctor -- headers --for caddy',
      '(latchkey_headers) {',
      '\theader {',
      ...headers.map(([name, value]) => `\t\t${name} ${quoted(value)}`),
      '\t}',
      `\t@latchkey_others not path ${base}assets/*`,
      `\theader @latchkey_others Cache-Control ${quoted(caching.others)}`,
      '\t@latchkey_assets {',
      `\t\tpath ${base}assets/*`,
      '\t\tfile',
      '\t}',
      `\theader @latchkey_assets Cache-Control ${quoted(caching.assets)}`,
      '}',
    ),
  // Hosts send the values of all rules that fit: no path has two of one name. What has no rule is HTML, which they
  // look at again each time by themselves.
  static: (headers, base) =>
    lines(
      '# Written by: npm run doctor -- headers --for static',
      `${base}*`,
      ...headers.map(([name, value]) => `  ${name}: ${value}`),
      ...['', 'index.html', 'config.json'].flatMap((file) => [
        `${base}${file}`,
        `  Cache-Control: ${caching.others}`,
      ]),
      `${base}assets/*`,
      `  Cache-Control: ${caching.assets}`,
    ),
}

const lines = (...all: readonly string[]) => `${all.join('\n')}\n`

/** No value has a double quote, a backslash or a dollar sign: addresses are origins. */
const quoted = (value: string) => `"${value}"`

const escaped = (path: string) => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
