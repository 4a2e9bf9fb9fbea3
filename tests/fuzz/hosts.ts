/** Hosts that are `host`, that only look like it, and that are far from it. */
export function hostsLike(host: string): readonly string[] {
  return [...sameHosts(host), ...similarHosts(host), ...otherHosts]
}

/** What may stand before a host, up to its `@`. */
export function userinfosLike(host: string): readonly string[] {
  const none = Array.from({ length: 14 }, () => '')
  return [
    ...none,
    ...['@', ':@', 'user@', 'user:password@', ':password@', 'a@b@', 'a%40b@', '%40', '\t@', '@@'],
    ...[`${host}@`, `${host}:443@`, `${host}%2f@`, `${host}/@`, `${host}\\@`, `${host}#@`],
    ...[`${host}?@`, `${host}%00@`, `${host}:80#@`, `${host};@`, `https://${host}@`, `[${host}]@`],
    ...['evil.test@', 'evil.test:443@', 'evil.test/@', 'evil.test\\@', 'evil.test#@'],
    ...['evil.test?@'],
    ...['evil.test%2f@', 'evil.test%23@', 'evil.test\n@', '＠', 'evil.test＠', 'user:p@ss@'],
  ]
}

/** A URL parser makes the same host of most of these (UTS #46, percent-decoding, stripping). */
function sameHosts(host: string): readonly string[] {
  const [first, rest] = [host.slice(0, 1), host.slice(1)]
  return [
    ...Array.from({ length: 8 }, () => host),
    host.toUpperCase(),
    first.toUpperCase() + rest,
    fullwidth(host),
    host.replaceAll('.', '\u3002'),
    host.replaceAll('.', '\uff0e'),
    host.replaceAll('.', '\uff61'),
    host.replaceAll('.', '%2e'),
    percentEncoded(first) + rest,
    host.replace(/./g, percentEncoded),
    `${first}\t${rest}`,
    `${first}\r\n${rest}`,
    `${first}\u00ad${rest}`,
    `${first}\u200b${rest}`,
    `${first}\u2060${rest}`,
    host.replace('a', '\u24d0').replace('l', '\u24db'),
    host.replace('p', '\ud835\udc29').replace('o', '\ud835\udc28'),
    host.replace('e', '\u212f'),
  ]
}

function similarHosts(host: string): readonly string[] {
  return [
    ...[`${host}.`, `${host}..`, `.${host}`, `${host}.evil.test`, `evil-${host}`, `x${host}`],
    ...[`evil.${host}`, `${host}evil.test`, `${host},evil.test`, `${host};evil.test`, `${host}_x`],
    ...[`${host}%00.evil.test`, `${host}%2eevil.test`, `${host}%2f.evil.test`, `${host} evil.test`],
    ...[`${host}\tevil.test`, `${host}\\.evil.test`, `${host}%5c.evil.test`, `${host}\u0000evil`],
    ...[`${host}\u3002evil.test`, `${host}\u2024evil.test`, `${host}\u2100evil.test`],
    ...[`${host}\u2048evil.test`, `${host}%23.evil.test`, `${host}%3f.evil.test`, `${host}%40evil`],
    host.replace('a', '\u0430'),
    host.replace('o', '\u043e'),
    host.replace('l', 'I'),
    host.replace('e', '\u0117'),
    host.replace('.', ''),
    host.replace('.', '-'),
    `xn--${host}`,
    host.replace(/^[^.]*\.?/, ''),
  ]
}

const otherHosts: readonly string[] = [
  ...['evil.test', 'evil.test', 'evil.test', 'EVIL.test', 'files.example.com', 'example.com', ''],
  ...['xn--80ak6aa92e.com', 'bücher.example', 'faß.de', 'xn--', 'xn--a', '☃.net', '日本語.jp'],
  ...['127.0.0.1', '127.1', '0x7f.1', '0x7f000001', '0177.0.0.1', '2130706433', '017700000001'],
  ...['256.256.256.256', '1.2.3.4.5', '0', '0x', '[::1]', '[0:0:0:0:0:0:0:1]'],
  ...['[::ffff:127.0.0.1]'],
  ...['[::ffff:7f00:1]', '[::1%25eth0]', '[::1', '::1', '[]', '[v1.x]', 'localhost', 'LOCALHOST'],
  ...['localhost.', 'loc\talhost', '..', '.', '-', '*', '%', '%zz', '<', '^', '|', '%25', ' '],
]

const fullwidth = (text: string) =>
  text.replace(/[a-z\d]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))

const percentEncoded = (character: string) =>
  `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`
