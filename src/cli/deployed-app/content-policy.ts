/** A content security policy: its sources by directive, in small letters as far as they may be. */
export type Policy = ReadonlyMap<string, readonly string[]>

/** Reads what a header, or several in one, hold (CSP 3 §2.2.2). All of them count. */
export function parsePolicies(text: string): readonly Policy[] {
  return text
    .split(',')
    .filter((policy) => policy.trim() !== '')
    .map((policy) => new Map(policy.split(';').flatMap(directiveIn)))
}

function directiveIn(text: string): readonly (readonly [string, readonly string[]])[] {
  const [name, ...sources] = text.trim().split(/\s+/)
  return name === undefined || name === '' ? [] : [[name.toLowerCase(), sources]]
}

/** What holds for a kind of fetch: its own directive, or what stands in for it. `null` where all is allowed. */
export function sourcesOf(policy: Policy, directive: string): readonly string[] | null {
  return policy.get(directive) ?? policy.get('default-src') ?? null
}

/** Whether requests may go to an origin that is not the page's own (CSP 3 §6.7.2). */
export function allowsOrigin(policy: Policy, origin: string): boolean {
  const sources = sourcesOf(policy, 'connect-src')
  return sources === null || sources.some((source) => matches(source, new URL(origin)))
}

function matches(source: string, { protocol, hostname, host, origin }: URL): boolean {
  const text = source.toLowerCase().replace(/\/$/, '')
  if (text === '*' || text === protocol || text === origin || text === host) return true
  const wildcard = /^(?:(https?:)\/\/)?\*\.([^:/]+)$/.exec(text)
  if (!wildcard) return false
  const [, scheme = protocol, domain = ''] = wildcard
  return scheme === protocol && hostname.endsWith(`.${domain}`)
}

/** Sources by which more than one place gets in, or any text becomes script. */
export const isWide = (source: string) =>
  /^(?:\*|https?:|wss?:|data:|blob:|filesystem:|'unsafe-(?:inline|eval|hashes)'|.*\*.*)$/i.test(
    source,
  )
