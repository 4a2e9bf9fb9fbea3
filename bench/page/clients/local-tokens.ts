import type { ApiDialect } from '../contract'
import type { Tokens } from './token-endpoints'

/** The tokens of one API. */
export interface LocalTokens {
  readonly access: () => string | null
  readonly refresh: () => string
  readonly store: (tokens: Tokens) => void
  readonly clear: () => void
}

/** Tokens in localStorage, where the documentation of the peers puts them. */
export function localTokensOf({ origin }: ApiDialect): LocalTokens {
  const [accessKey, refreshKey] = [`access${origin}`, `refresh${origin}`]
  return {
    access: () => localStorage.getItem(accessKey),
    refresh: () => localStorage.getItem(refreshKey) ?? '',
    store: ({ access, refresh }) => {
      localStorage.setItem(accessKey, access)
      localStorage.setItem(refreshKey, refresh)
    },
    clear: () => {
      localStorage.removeItem(accessKey)
      localStorage.removeItem(refreshKey)
    },
  }
}
