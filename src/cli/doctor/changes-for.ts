import type { AuthSettings, ProfileChanges } from '@/auth/backends/auth-settings'
import { isJsonObject, parsed, parseJsonObject, textAt } from '@/auth/backends/json-body'
import type { Endpoint, Profile } from '@/auth/backends/profile'
import { profileNames } from '@/auth/backends/profile-names'
import { profiles } from '@/auth/backends/profiles'
import { challengeByData, isRefusalByData } from '@/auth/backends/read-answers'
import { readClaims } from '@/auth/core/claims'
import { withClient } from './client-constants'
import { answerIn } from './exchange'
import { expiryFor } from './expiry-for'
import type { Learnt } from './learn'

/** By so many changes less a profile must fit that has its login elsewhere. */
const strangerMargin = 2

/** The settings that describe what was learnt: the profile that needs the fewest changes, and those changes. */
export function settingsFor(learnt: Learnt): AuthSettings {
  const { base } = learnt.signedIn
  const names = [base, ...profileNames.filter((name) => name !== base)]
  const all = names.map((profile) => {
    const settings = { profile, ...changesFor(learnt, profiles[profile]) }
    const isStranger = profile !== base && settings.endpoints?.obtain !== undefined
    return { settings, cost: countOf(settings) + (isStranger ? strangerMargin : 0) }
  })
  return all.reduce((a, b) => (b.cost < a.cost ? b : a)).settings
}

/** What of a profile has to change so that it describes what was learnt. */
export function changesFor(all: Learnt, profile: Profile): ProfileChanges {
  const learnt = { ...all, refreshing: isRefused(all.refreshing) ? null : all.refreshing }
  const { form, signedIn } = learnt
  const { endpoints } = profile
  const { encoding, identifier, secret, static: constants, query } = signedIn.obtain
  return withoutNothing({
    model: differing(modelOf(learnt), profile.model),
    endpoints: withoutNothing({
      obtain: differing(form.path, endpoints.obtain.url),
      refresh: differing(learnt.refreshing?.path ?? null, endpoints.refresh?.url ?? null),
      user: differing(learnt.user.path, endpoints.user?.url ?? null),
      logout: logoutChange(learnt, endpoints.logout),
    }),
    obtain: withoutNothing({
      encoding: differing(encoding, profile.obtain.encoding),
      identifier:
        encoding === 'basic' ? undefined : differing(identifier, profile.obtain.identifier),
      secret: encoding === 'basic' ? undefined : differing(secret, profile.obtain.secret),
      static: differing(constants, profile.obtain.static),
      query: differing(query, profile.obtain.query),
    }),
    refresh: refreshChanges(learnt, profile),
    read: readChanges(learnt, profile),
    transport: withoutNothing({
      prefix: differing(learnt.user.prefix ?? profile.transport.prefix, profile.transport.prefix),
      credentials: differing(usesCookies(signedIn), profile.transport.credentials),
    }),
    csrf: learnt.bootstrap === null ? undefined : { bootstrap: learnt.bootstrap },
    expiry: expiryFor(learnt.signedIn, profile),
    challenge: challengeChanges(learnt, profile),
    logout:
      learnt.logout === null
        ? undefined
        : withoutNothing({
            static: differing(withClient(profile.logout.static, signedIn), profile.logout.static),
            send: differing(learnt.logout.send, profile.logout.send),
            tokens: differing([...learnt.logout.tokens], [...profile.logout.tokens]),
          }),
  })
}

/** What is refused would end a session before its time: it is better done without. */
function isRefused(refreshing: Learnt['refreshing']): boolean {
  return refreshing !== null && !refreshing.granted && answerIn(refreshing.exchange) !== null
}

function modelOf({ signedIn, refreshing }: Learnt): Profile['model'] {
  if (!refreshing) return 'none'
  return isSingle(signedIn) ? 'single' : 'pair'
}

const usesCookies = ({ places, cookies }: Learnt['signedIn']) =>
  places.access === null || cookies.refresh !== null

const isSingle = ({ places, cookies }: Learnt['signedIn']) =>
  places.refresh === null && cookies.refresh === null

function refreshChanges({ signedIn, refreshing }: Learnt, profile: Profile) {
  if (!refreshing) return undefined
  const { refresh } = profile
  const claims = readClaims(textAt(signedIn.body, [signedIn.places.access ?? '-']) ?? '')
  const isOne = isSingle(signedIn)
  const claimed = (name: string) => (isOne && claims && name in claims ? name : null)
  return withoutNothing({
    placement: differing(refreshing.placement, refresh.placement),
    windowClaim: differing(claimed('refresh_exp'), refresh.windowClaim),
    windowFrom: differing(claimed('orig_iat'), isOne ? refresh.windowFrom : null),
    static: differing(withClient(refresh.static, signedIn), refresh.static),
    ...refusalChanges(refreshing.refusal, profile),
  })
}

/** A refusal that is not recognised would keep a dead session for ever. */
function refusalChanges(
  refusal: NonNullable<Learnt['refreshing']>['refusal'],
  profile: Profile,
): ProfileChanges['refresh'] {
  const body = refusal && parseJsonObject(refusal.body)
  if (!refusal || !body || refusal.status < 400 || refusal.status >= 500) return {}
  const response = { status: refusal.status, body: refusal.body, header: () => null }
  if (isRefusalByData(response, profile)) return {}
  return { deadStatuses: [refusal.status], deadKeys: Object.keys(body).slice(0, 1) }
}

function readChanges({ signedIn, user }: Learnt, { read }: Profile) {
  const { access, refresh } = signedIn.places
  const isRead = (path: string | null, paths: readonly string[]) =>
    path === null
      ? paths.length === 0
      : textAt(signedIn.body, paths) === textAt(signedIn.body, [path])
  const inline = isJsonObject(signedIn.body['user']) ? 'user' : null
  return withoutNothing({
    access: isRead(access, read.access) ? undefined : access === null ? [] : [access],
    refresh: isRead(refresh, read.refresh) ? undefined : refresh === null ? [] : [refresh],
    user: read.user === '' ? undefined : differing(inline, read.user),
    userBody: user.path === null ? undefined : differing(user.userBody, read.userBody),
  })
}

/** The address alone where it takes a POST. */
function logoutChange({ logout }: Learnt, has: Endpoint | null) {
  const wanted = logout?.endpoint ?? null
  if (wanted?.method === 'DELETE' && JSON.stringify(wanted) !== JSON.stringify(has)) {
    return { url: wanted.url, method: 'DELETE' as const }
  }
  return differing(wanted?.url ?? null, has?.url ?? null)
}

/** A refusal of the token that is not recognised is passed to the page, and nothing is renewed. */
function challengeChanges({ badToken }: Learnt, profile: Profile): ProfileChanges['challenge'] {
  const answer = badToken && answerIn(badToken)
  if (!answer || answer.status < 400 || answer.status >= 500) return undefined
  const { status, body } = answer
  if (challengeByData(status, parsed(body), profile) !== 'none') return undefined
  const { statuses } = profile.challenge
  return statuses.includes(status) ? { keys: [] } : { statuses: [...statuses, status] }
}

/** What is wanted, where a profile has something else. */
function differing<Value>(wanted: Value, has: Value): Value | undefined {
  return JSON.stringify(wanted) === JSON.stringify(has) ? undefined : wanted
}

/** A section without the keys that need no change. */
function withoutNothing<Section extends object>(section: Section): Partial<Section> {
  const kept: Partial<Section> = { ...section }
  for (const key in kept) {
    const value = kept[key]
    const isEmpty =
      typeof value === 'object' && isJsonObject(value) && Object.keys(value).length === 0
    if (value === undefined || isEmpty) Reflect.deleteProperty(kept, key)
  }
  return kept
}

/** How many settings are set. */
function countOf(settings: unknown): number {
  if (!isJsonObject(settings)) return 1
  return Object.values(settings).reduce<number>((sum, value) => sum + countOf(value), 0)
}
