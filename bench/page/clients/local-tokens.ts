import type { Tokens } from './token-endpoints'

/** Tokens in localStorage, where the documentation of the peers puts them. */
export const localTokens = {
  access: () => localStorage.getItem('access'),
  refresh: () => localStorage.getItem('refresh') ?? '',
  store: ({ access, refresh }: Tokens) => {
    localStorage.setItem('access', access)
    localStorage.setItem('refresh', refresh)
  },
  clear: () => {
    localStorage.removeItem('access')
    localStorage.removeItem('refresh')
  },
}
