import { policyForHeader } from './content-security-policy'

/** A header of an answer. */
export type Header = readonly [name: string, value: string]

/** What the browser has for pages, and this app does not use. */
const unused = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]

/** Two years: what browsers ask of a site for their lists (hstspreload.org). */
const hstsSeconds = 63_072_000

/**
 * The headers that belong to every answer of the server that serves the app (OWASP ASVS 5.0, V3.4). Browsers heed HSTS
 * over https alone.
 *
 * @param apiOrigins - the origins besides its own that the app sends requests to
 * @param hasSubdomains - whether HSTS holds for all subdomains of the host as well
 */
export function securityHeaders(
  apiOrigins: readonly string[],
  hasSubdomains: boolean,
): readonly Header[] {
  const age = `max-age=${hstsSeconds}`
  return [
    ['Content-Security-Policy', policyForHeader({ connect: apiOrigins })],
    ['Strict-Transport-Security', hasSubdomains ? `${age}; includeSubDomains` : age],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'no-referrer'],
    ['Permissions-Policy', unused.map((feature) => `${feature}=()`).join(', ')],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
  ]
}

/** How long answers may be kept. */
export const caching = {
  /** Their names change with what is in them. */
  assets: 'public, max-age=31536000, immutable',
  /** A deploy, or an edited config.json, reaches the next page that is opened. */
  others: 'no-cache',
} as const
