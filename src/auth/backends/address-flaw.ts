import type { ConfigurationIssue } from '../core/errors'
import { flawOfUrl } from './request-flaw'

/**
 * What a setting may hold. `base`: where the API is, a URL or a path on the page's origin. `endpoint`: a URL, or a path
 * below the base. `origin`: a URL. `own-path`: a path on the page's origin.
 */
export type AddressKind = 'base' | 'endpoint' | 'origin' | 'own-path'

/** What is wrong with an address; never a user name, a password or a query of it. */
export type AddressFlaw = Omit<ConfigurationIssue, 'key'>

const allowed: Readonly<Record<AddressKind, string>> = {
  base: 'a URL such as "https://api.example.com/v1", or a path that begins with a slash, such as "/api"',
  endpoint: 'a path such as "/api/token/", or a URL such as "https://api.example.com/token/"',
  origin: 'an origin such as "https://files.example.com"',
  'own-path': 'a path on this server, such as "/logo.svg"',
}

const isOfKind: Readonly<Record<AddressKind, RegExp>> = {
  base: /^(?:https?:\/)?\/[^#]*$/i,
  endpoint: /^/,
  origin: /^https?:\/\//i,
  'own-path': /^\/(?!\/)/,
}

/** Schemes that no request goes by. Of others a path may begin with one: `accounts:signIn`. */
const otherScheme =
  /^(?:(?:about|blob|data|file|filesystem|ftp|javascript|mailto|vbscript|wss?):|(?!https?:)[a-z][a-z\d+.-]*:\/\/)/i

/**
 * What a setting must not hold as an address: one that means another place on each page, that a browser reads
 * differently from how it looks, that holds a password, or that no request can go to.
 *
 * @param pageUrl - what a base is relative to
 * @returns `null` where it can stay
 */
export function flawOfAddress(
  address: string,
  kind: AddressKind,
  pageUrl = 'https://app.invalid/',
): AddressFlaw | null {
  const found =
    disguiseIn(address) ??
    schemeIn(address) ??
    misfitIn(address, kind) ??
    brokenIn(address, pageUrl)
  return found === null ? null : { found, allowed: allowed[kind] }
}

/** A URL parser drops some white space and takes a backslash for a slash (URL §4.4). */
function disguiseIn(address: string): string | null {
  if (/\p{Cc}/u.test(address)) return `${shown(address)}, with a tab, a line break or the like`
  if (address !== address.trim()) return `${shown(address)}, with a space at its beginning or end`
  return address.includes('\\') ? `${shown(address)}, with a backslash` : null
}

function schemeIn(address: string): string | null {
  if (otherScheme.test(address)) return `a ${address.slice(0, address.indexOf(':') + 1)} URL`
  if (/^(?:[^/?#]*:)?\/\/[^/?#]*@|^[^/?#]*:[^/?#]*@/.test(address))
    return 'a URL with a user name or a password'
  if (/^https?:(?!\/\/)/i.test(address)) return 'a scheme without two slashes after it'
  return /^[^/?#:]+:\d+(?:[/?#]|$)/.test(address) ? 'a host and a port without a scheme' : null
}

function misfitIn(address: string, kind: AddressKind): string | null {
  if (isOfKind[kind].test(address)) return null
  const isRelative = /^(?!\/|https?:)/i.test(address)
  return isRelative ? `${shown(address)}, which is relative to each page` : shown(address)
}

function brokenIn(address: string, pageUrl: string): string | null {
  const isComplete = /^(?:https?:\/)?\//i.test(address)
  const url = isComplete ? address : `./${address}`
  if (!URL.canParse(url, pageUrl)) return 'what is no URL'
  return flawOfUrl(new URL(url, pageUrl).href)?.found ?? null
}

/** Without a query, and without what may be a user name and a password. */
const shown = (address: string) =>
  JSON.stringify(address.replace(/^.*@/s, '…@').replace(/[?#].*/s, '…'))
