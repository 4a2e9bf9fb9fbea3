import type { Seed } from './servers/live-server.ts'

/** An entry of `lists` in `config.json`. */
export interface ConfiguredList {
  readonly title: string
  readonly path: string
  readonly url: string
}

/** What the journey needs to know of a seed. */
export interface SeedFacts {
  readonly seed: Seed
  /** Makes the one file that points the built app at the server. */
  readonly config: (apiBaseUrl: string) => object
  /** Somebody who may see everything. Name and password are the same. */
  readonly username: string
  readonly obtainPath: string
  readonly refreshPath: string
  /** Two lists of `config`: going from one to the other asks the server again. */
  readonly lists: readonly [ConfiguredList, ConfiguredList]
  /** What the first row of both says. */
  readonly row: string
  /** The server's answer to a wrong password. */
  readonly wrongPassword: { readonly status: number; readonly words: string }
  /** The status of a refresh for a user who has been deactivated. */
  readonly refusedRefreshStatus: number
  /** The distributions worth naming in the report. */
  readonly reported: readonly string[]
}
