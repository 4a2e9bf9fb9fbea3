import * as v from 'valibot'
import { authSettingsSchema } from '../../src/auth/backends/auth-settings.ts'
import type { Profile } from '../../src/auth/backends/profile.ts'
import { resolveProfile } from '../support/resolve-profile.ts'
import { type Variant, variantNamed } from './servers/variants.mjs'

/** What the journey needs to know of a seed's server. */
export interface SeedFacts {
  readonly variant: Variant
  /** What the first row of its list says. */
  readonly row: string
  /** The server's answer to a wrong password. */
  readonly wrongPassword: { readonly status: number; readonly words: string }
  /** The status of a refresh for a user who is gone; `null` where the server grants it, or there is none. */
  readonly refusedRefreshStatus: number | null
  /** How often two tabs meet at the end of a token. LIVE_TRIALS overrules it. */
  readonly trials: number
}

/** What differs from seed to seed beyond its dialect. */
export type SeedOptions = Pick<SeedFacts, 'row'> & Partial<SeedFacts>

/** The facts of a server that speaks as djangorestframework-jwt. */
export function legacyFacts(name: string, options: SeedOptions): SeedFacts {
  return {
    variant: variantNamed(name),
    wrongPassword: { status: 400, words: 'Unable to log in with provided credentials.' },
    refusedRefreshStatus: 400,
    trials: 5,
    ...options,
  }
}

/** The facts of a server that speaks SimpleJWT. */
export function simpleJwtFacts(name: string, options: SeedOptions): SeedFacts {
  return {
    variant: variantNamed(name),
    wrongPassword: { status: 401, words: 'No active account found with the given credentials' },
    refusedRefreshStatus: 401,
    trials: 5,
    ...options,
  }
}

/** The profile that the app makes of the seed's `config.json`. */
export function profileOf({ variant }: SeedFacts): Profile {
  return resolveProfile(v.parse(authSettingsSchema, variant.auth(0)))
}
