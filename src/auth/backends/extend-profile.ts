import type { ProfileChanges } from './auth-settings'
import { djangoCsrf } from './django-csrf'
import type { Endpoint, Profile, ProfileCsrf, ProfileEndpoints, ProfileRead } from './profile'
import type { SafeHooks } from './safe-hooks'
import type { ProfileOneTimeCode } from './profile-one-time-code'
import { userPathsOf } from './read-user'

/** What {@link extendProfile} takes besides data. */
export interface CodeChanges extends ProfileChanges {
  /** For a backend of its own: names its sessions. The name of the base where left out. */
  readonly name?: string
  /** From `createHooks`; in place of those of the base. */
  readonly hooks?: SafeHooks
}

/**
 * A profile like `base` with what the changes say. Sections are merged key by key; the lists and the tables of
 * constants in them are replaced.
 */
export function extendProfile(base: Profile, changes: CodeChanges): Profile {
  return {
    name: changes.name ?? base.name,
    ...sharedBy(base, changes),
    model: changes.model ?? base.model,
    endpoints: extendEndpoints(base.endpoints, changes.endpoints),
    headers: changes.headers ?? base.headers,
    obtain: merge(base.obtain, changes.obtain),
    oneTimeCode: extendOneTimeCode(base.oneTimeCode, changes.oneTimeCode),
    refresh: merge(base.refresh, changes.refresh),
    read: extendRead(base.read, changes.read),
    transport: merge(base.transport, changes.transport),
    csrf: extendCsrf(base.csrf, changes.csrf),
    expiry: changes.expiry ?? base.expiry,
    refreshExpiry: changes.refreshExpiry ?? base.refreshExpiry,
    leeway: changes.leeway ?? base.leeway,
    challenge: merge(base.challenge, changes.challenge),
    errors: merge(base.errors, changes.errors),
    logout: merge(base.logout, changes.logout),
    hooks: changes.hooks ?? base.hooks,
  }
}

/** What is in the names of what the tabs share, besides constants. A name of its own makes a backend of its own. */
function sharedBy(base: Profile, { name, sessionName = base.sessionName, endpoints }: CodeChanges) {
  const usual = base.usualEndpoints ?? (endpoints && base.endpoints)
  return {
    ...(sessionName !== undefined && { sessionName }),
    ...(name === undefined && usual && { usualEndpoints: usual }),
  }
}

function extendEndpoints(
  base: ProfileEndpoints,
  { obtain, refresh, user, logout }: ProfileChanges['endpoints'] = {},
): ProfileEndpoints {
  return {
    obtain: obtain === undefined ? base.obtain : toEndpoint(obtain, 'POST'),
    refresh: orNull(refresh, base.refresh, 'POST'),
    user: orNull(user, base.user, 'GET'),
    logout: orNull(logout, base.logout, 'POST'),
  }
}

/** Taken whole: half of another API's way would be of no use. */
function extendOneTimeCode(
  base: ProfileOneTimeCode | null,
  changes: ProfileChanges['oneTimeCode'],
): ProfileOneTimeCode | null {
  if (changes === undefined) return base
  if (changes === null) return null
  const { wanted, field, endpoint, static: constants = {} } = changes
  const { state = null, method = null, expired = null } = changes
  return {
    wanted,
    field,
    endpoint: orNull(endpoint, null, 'POST'),
    static: constants,
    state,
    method,
    expired,
  }
}

function extendRead(
  base: ProfileRead,
  { user, ...rest }: NonNullable<ProfileChanges['read']> = {},
): ProfileRead {
  const read = merge(base, rest)
  if (user === undefined) return read
  const isShort = typeof user === 'string' || user === null
  return { ...read, user: isShort ? user : merge(userPathsOf(base), user) }
}

function extendCsrf(base: ProfileCsrf | null, changes: ProfileChanges['csrf']): ProfileCsrf | null {
  if (changes === undefined) return base
  if (changes === null) return null
  const { bootstrap, ...rest } = changes
  const csrf = base ?? djangoCsrf
  return { ...merge(csrf, rest), bootstrap: orNull(bootstrap, csrf.bootstrap, 'GET') }
}

function orNull(
  change: string | Endpoint | null | undefined,
  base: Endpoint | null,
  method: string,
): Endpoint | null {
  if (change === undefined) return base
  return change === null ? null : toEndpoint(change, method)
}

function toEndpoint(change: string | Endpoint, method: string): Endpoint {
  return typeof change === 'string' ? { url: change, method } : change
}

function merge<Section extends object>(
  base: Section,
  changes: { readonly [Key in keyof Section]?: Section[Key] | undefined } = {},
): Section {
  const set = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...base, ...Object.fromEntries(set) }
}
