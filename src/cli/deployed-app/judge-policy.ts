import type { Finding } from '../doctor/finding'
import type { AppView } from './app-view'
import { allowsOrigin, isWide, parsePolicies, sourcesOf } from './content-policy'
import type { Policy } from './content-policy'
import { serverIn, writeHeaders } from './prescribe'
import type { SeenServer } from './prescribe'

/**
 * What the content security policy of the document lets in, against what `config.json` needs.
 *
 * @param origins - of the API, besides the app's own; `null` where nothing could be read
 */
export function judgePolicy(
  { page }: AppView,
  origins: readonly string[] | null,
): readonly Finding[] {
  if (!page) return []
  const server = serverIn(page)
  const text = page.headers['content-security-policy'] ?? ''
  const policies = parsePolicies(text)
  const framing = mayBeFramed(policies, page.headers['x-frame-options'])
    ? [framed(text, server)]
    : []
  if (policies.length === 0) return [...framing, missing(server)]
  return [
    ...framing,
    ...(origins ?? []).flatMap((origin) =>
      policies.every((policy) => allowsOrigin(policy, origin)) ? [] : [shut(origin, server)],
    ),
    ...judgeWidth(policies, 'script-src', [], server),
    ...(origins === null ? [] : judgeWidth(policies, 'connect-src', origins, server)),
    ...(policies.some((policy) => policy.has('require-trusted-types-for'))
      ? []
      : [untyped(server)]),
  ]
}

/** `frame-ancestors` goes before X-Frame-Options (CSP 3 §6.4.2.1). */
function mayBeFramed(policies: readonly Policy[], option = ''): boolean {
  const stated = policies.flatMap((policy) => {
    const sources = policy.get('frame-ancestors')
    return sources === undefined ? [] : [sources]
  })
  if (stated.length === 0) return !/^\s*(?:deny|sameorigin)\s*$/i.test(option)
  return !stated.some((sources) => sources.every((source) => /^'(?:none|self)'$/i.test(source)))
}

/** All policies hold at once: what one of them keeps out does not get in. */
function judgeWidth(
  policies: readonly Policy[],
  directive: 'script-src' | 'connect-src',
  wanted: readonly string[],
  server: SeenServer,
): readonly Finding[] {
  const wide = policies.map((policy) => {
    const sources = sourcesOf(policy, directive)
    return sources === null ? ['everything'] : sources.filter((source) => isTooMuch(source, wanted))
  })
  const least = wide.sort((a, b) => a.length - b.length)[0] ?? []
  return least.length === 0 ? [] : [open(directive, least, server)]
}

function isTooMuch(source: string, wanted: readonly string[]): boolean {
  if (isWide(source)) return true
  const isKeyword = source.startsWith("'")
  return !isKeyword && !wanted.includes(source.replace(/\/$/, '').toLowerCase())
}

const framed = (policy: string, server: SeenServer): Finding => ({
  id: 'framing',
  severity: 'serious',
  evidence: [policy === '' ? 'No Content-Security-Policy, no X-Frame-Options.' : policy],
  title: 'Other sites can show the app in a frame.',
  why: 'A hidden frame can trick people into clicking something here (clickjacking).',
  remedies: [writeHeaders(server)],
})

const missing = (server: SeenServer): Finding => ({
  id: 'csp-missing',
  severity: 'serious',
  evidence: [],
  title: 'The document has no Content-Security-Policy header.',
  why: 'The policy inside the page cannot forbid framing, and it allows requests to any origin.',
  remedies: [writeHeaders(server)],
})

const shut = (origin: string, server: SeenServer): Finding => ({
  id: 'csp-connect',
  severity: 'blocking',
  evidence: [],
  title: `The policy blocks requests to ${origin}, which config.json names.`,
  why: 'The headers were written from another config.json. Write them again.',
  remedies: [writeHeaders(server)],
})

const open = (directive: string, sources: readonly string[], server: SeenServer): Finding => ({
  id: directive === 'script-src' ? 'csp-script' : 'csp-open',
  severity: 'serious',
  evidence: [`${directive}: ${sources.join(' ')}`],
  title:
    directive === 'script-src'
      ? 'The policy allows more scripts than the app needs.'
      : 'The policy allows requests to origins that config.json does not name.',
  why:
    directive === 'script-src'
      ? 'An injected script could use the session of whoever is logged in.'
      : 'An injected script could send data there.',
  remedies: [writeHeaders(server)],
})

const untyped = (server: SeenServer): Finding => ({
  id: 'trusted-types',
  severity: 'advice',
  evidence: [],
  title: 'The policy does not require Trusted Types.',
  why: 'They stop text from becoming script. The app runs with them.',
  remedies: [writeHeaders(server)],
})
