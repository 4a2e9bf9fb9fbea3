import type { AxiosRequestConfig } from 'axios'
import type { ApiDialect } from '../contract'

/**
 * Whether a request is one of this API. No tutorial asks; an app with two APIs on one instance has to, so it does
 * there.
 */
export function isMeant(
  { url = '' }: AxiosRequestConfig,
  { origin, sharesInstance }: ApiDialect,
): boolean {
  return !sharesInstance || originOf(url) === originOf(origin)
}

const originOf = (url: string) => new URL(url, location.href).origin
