import type { ConfigurationIssue } from '../core/errors'
import { flawOfAddress } from './address-flaw'
import type { AddressKind } from './address-flaw'
import type { Endpoint, Profile } from './profile'
import { flawOfHeaders, flawOfMethod, isBodiless } from './request-flaw'

type Issues = readonly ConfigurationIssue[]

const withBody = 'a method with a body, such as POST'

/**
 * What no request can be built with: addresses that are none, methods and headers that fetch refuses, and fields for a
 * method that has no body.
 *
 * @param apiBaseUrl - as it is configured
 * @param pageUrl - what it may be relative to; on a server left out
 */
export function findProfileIssues(profile: Profile, apiBaseUrl: string, pageUrl?: string): Issues {
  const { anonymous, origins } = profile.transport
  const flaw = flawOfAddress(apiBaseUrl, 'base', pageUrl)
  return [
    ...(flaw ? [{ key: 'apiBaseUrl', ...flaw }] : []),
    ...issuesOfEndpoints(profile),
    ...issuesOfAddresses('auth.transport.anonymous', anonymous, 'endpoint'),
    ...issuesOfAddresses('auth.transport.origins', origins, 'origin'),
    ...issuesOfHeaders(profile),
    ...issuesOfLogin(profile),
    ...issuesOfCode(profile),
    ...issuesOfRefresh(profile),
    ...issuesOfLogout(profile),
  ]
}

function issuesOfEndpoints({ endpoints, oneTimeCode, csrf }: Profile): Issues {
  const settings: Readonly<Record<string, Endpoint | null | undefined>> = {
    'auth.endpoints.obtain': endpoints.obtain,
    'auth.endpoints.refresh': endpoints.refresh,
    'auth.endpoints.user': endpoints.user,
    'auth.endpoints.logout': endpoints.logout,
    'auth.oneTimeCode.endpoint': oneTimeCode?.endpoint,
    'auth.csrf.bootstrap': csrf?.bootstrap,
  }
  return Object.entries(settings).flatMap(([key, endpoint]) => {
    const flaw =
      endpoint && (flawOfAddress(endpoint.url, 'endpoint') ?? flawOfMethod(endpoint.method))
    return flaw ? [{ key, ...flaw }] : []
  })
}

function issuesOfAddresses(key: string, addresses: readonly string[], kind: AddressKind): Issues {
  return addresses.flatMap((address, index) => {
    const flaw = flawOfAddress(address, kind)
    return flaw ? [{ key: `${key}[${index}]`, ...flaw }] : []
  })
}

function issuesOfHeaders({ headers, transport, csrf }: Profile): Issues {
  const settings = {
    'auth.headers': headers,
    'auth.transport.header': { [transport.header]: '' },
    'auth.transport.prefix': { Authorization: transport.prefix },
    'auth.csrf.header': csrf && { [csrf.header]: '' },
  }
  return Object.entries(settings).flatMap(([key, constants]) => {
    const flaw = constants && flawOfHeaders(constants)
    return flaw ? [{ key, ...flaw }] : []
  })
}

/** A hook may put user name and password elsewhere. */
function issuesOfLogin({ endpoints, obtain, hooks }: Profile): Issues {
  const { method } = endpoints.obtain
  if (!isBodiless(method) || obtain.encoding === 'basic' || hooks?.loginCall) return []
  const found = `${method}, which has no body for user name and password`
  const allowed = `${withBody}; or "basic" as auth.obtain.encoding`
  return [{ key: 'auth.endpoints.obtain', found, allowed }]
}

function issuesOfCode({ endpoints, oneTimeCode, hooks }: Profile): Issues {
  if (!oneTimeCode) return []
  const { method } = oneTimeCode.endpoint ?? endpoints.obtain
  const isBuiltByHook = !oneTimeCode.endpoint && hooks?.loginCall
  if (!isBodiless(method) || isBuiltByHook) return []
  const found = `${method}, which has no body for the code`
  return [{ key: 'auth.oneTimeCode.endpoint', found, allowed: withBody }]
}

function issuesOfRefresh({ endpoints, refresh }: Profile): Issues {
  if (!endpoints.refresh || !isBodiless(endpoints.refresh.method)) return []
  const { method } = endpoints.refresh
  return [
    ...issuesOfPlacement('auth.refresh.placement', refresh.placement, method),
    ...issuesOfConstants('auth.refresh.static', refresh.static, method),
  ]
}

function issuesOfLogout({ endpoints, logout, hooks }: Profile): Issues {
  const isBuiltByHook = hooks?.logoutCalls !== undefined
  if (!endpoints.logout || !isBodiless(endpoints.logout.method) || isBuiltByHook) return []
  const { method } = endpoints.logout
  return [
    ...issuesOfPlacement('auth.logout.send', logout.send, method),
    ...issuesOfConstants('auth.logout.static', logout.static, method),
  ]
}

function issuesOfPlacement(key: string, placement: string, method: string): Issues {
  if (!placement.startsWith('body:')) return []
  const found = `${JSON.stringify(placement)}, and the endpoint is a ${method}, which has no body`
  return [{ key, found, allowed: `"header" or "cookie"; or ${withBody} for the endpoint` }]
}

function issuesOfConstants(key: string, constants: object, method: string): Issues {
  if (Object.keys(constants).length === 0) return []
  const found = `fields, and the endpoint is a ${method}, which has no body`
  return [{ key, found, allowed: `{}; or ${withBody} for the endpoint` }]
}
