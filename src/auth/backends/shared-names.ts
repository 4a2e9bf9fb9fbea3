import { digestOf } from '../core/digest'
import { recordSchema } from '../core/record'
import { joinUrl } from './join-url'
import type { Constants, Endpoint, Profile } from './profile'

/** How the tabs of one browser, and the apps of one origin, call what they share. */
export interface SharedNames {
  readonly name: string
  /** Of the API and the profile alone. All names were like that once. */
  readonly plain: string
}

/**
 * Whatever makes the tokens of two apps differ is in the name: profile, address of the API, constants of the login and
 * of the refresh, and their addresses where they are not those of the profile. Headers are not: the version of an app may
 * be among them, and each new one would sign everybody out.
 *
 * @param sessionName - in place of constants and addresses
 */
export function sharedNamesOf(
  profile: Profile,
  apiBaseUrl: string,
  sessionName: string | undefined = profile.sessionName,
): SharedNames {
  const plain = `latchkey/${recordSchema}/${profile.name}/${apiBaseUrl}`
  // No URL has a space.
  const named = sessionName === undefined ? null : `${plain} "${sessionName}"`
  const variant = variantOf(profile, apiBaseUrl)
  return { plain, name: named ?? (variant === null ? plain : `${plain} ${digestOf(variant)}`) }
}

/** What tells this app from others of its API and its profile; `null` where nothing does. */
function variantOf(profile: Profile, apiBaseUrl: string): string | null {
  const { obtain, refresh, oneTimeCode } = profile
  const constants = [
    obtain.static,
    obtain.query,
    refresh.static,
    refresh.query,
    oneTimeCode?.static ?? {},
  ].map(tellingOf)
  const urls = movedUrls(profile, apiBaseUrl)
  const isUsual = urls === null && constants.every((entries) => entries.length === 0)
  return isUsual ? null : JSON.stringify([constants, urls])
}

/** Only says which of the requests of RFC 6749 it is. */
const ofEachRequest = 'grant_type'

/** In one order, whichever they are written in. */
function tellingOf(constants: Constants) {
  return Object.entries(constants)
    .filter(([name]) => name !== ofEachRequest)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function movedUrls({ endpoints, usualEndpoints = endpoints }: Profile, apiBaseUrl: string) {
  const urlsOf = ({ obtain, refresh }: Pick<Profile['endpoints'], 'obtain' | 'refresh'>) =>
    [obtain, refresh].map((endpoint) => absolute(endpoint, apiBaseUrl))
  const [urls, usual] = [urlsOf(endpoints), urlsOf(usualEndpoints)]
  return urls.every((url, index) => url === usual[index]) ? null : urls
}

const absolute = (endpoint: Endpoint | null, apiBaseUrl: string) =>
  endpoint && joinUrl(apiBaseUrl, endpoint.url)
