import { flawOfAddress } from '@/auth/backends/address-flaw'
import type { AddressKind } from '@/auth/backends/address-flaw'
import { parseJsonObject } from '@/auth/backends/json-body'
import { urlsIn } from '@/urls-in'

/** A `config.json` that the headers cannot be made from; the message says why, and repeats no address. */
export class ConfigError extends Error {}

/**
 * The origins besides its own that an app with this `config.json` sends requests to, each once, in their order.
 *
 * @throws ConfigError where it is none, or names an address that the app would refuse
 */
export function apiOrigins(text: string): readonly string[] {
  const config = parseJsonObject(text)
  if (!config) throw new ConfigError('config.json holds no JSON object.')
  const { apiBaseUrl } = config
  if (typeof apiBaseUrl !== 'string') throw new ConfigError('apiBaseUrl is missing.')
  check('apiBaseUrl', apiBaseUrl, 'base')
  const origins = urlsIn(config).map(({ key, url }) => {
    check(key, url, 'endpoint')
    return new URL(url).origin
  })
  return [...new Set(origins)]
}

function check(key: string, address: string, kind: AddressKind): void {
  const flaw = flawOfAddress(address, kind)
  if (flaw) throw new ConfigError(`${key} is ${flaw.found}. It must be ${flaw.allowed}.`)
}
