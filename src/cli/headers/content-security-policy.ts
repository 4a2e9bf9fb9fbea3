/** What a policy is made for. */
export interface PolicyOptions {
  /** Origins besides its own that the app sends requests to, or schemes for any origin. */
  readonly connect: readonly string[]
  /** Whether the app has a service worker. @default false */
  readonly hasWorker?: boolean
}

/** What the built app needs, and nothing else. `form-action` keeps a form whose script has failed from sending. */
function directives({ connect, hasWorker = false }: PolicyOptions): readonly string[] {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    ...(hasWorker ? ["worker-src 'self'"] : []),
  ]
}

/** The policy inside of a page (CSP 3 §3.3): framing cannot be forbidden there. */
export function policyForMeta(options: PolicyOptions): string {
  return directives(options).join('; ')
}

/**
 * The policy as a header. Nobody frames the app, and no text becomes script (Trusted Types §4.1) but by Vue, which
 * makes its templates from what was compiled, and by our own policy.
 */
export function policyForHeader(options: PolicyOptions): string {
  return [
    ...directives(options),
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types vue latchkey',
  ].join('; ')
}
