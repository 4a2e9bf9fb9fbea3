import axios from 'axios'
import type { ApiDialect, Credentials } from '../contract'

/** What a login or a refresh brings. In the single model both are the same token. */
export interface Tokens {
  readonly access: string
  readonly refresh: string
}

/** The calls that every peer leaves to the app, made as their documentation makes them: by bare Axios. */
export interface TokenEndpoints {
  readonly obtainUrl: string
  readonly obtain: (user: Credentials) => Promise<Tokens>
  readonly refresh: (token: string, options?: { readonly timeout: number }) => Promise<Tokens>
}

export function createTokenEndpoints({ model, origin }: ApiDialect): TokenEndpoints {
  return model === 'pair' ? pairEndpoints(origin) : singleEndpoints(origin)
}

/** The token as it stands in its header. */
export function headerValue({ tokenHeader }: ApiDialect, token: string): string {
  return `${tokenHeader.prefix} ${token}`.trimStart()
}

function pairEndpoints(origin: string): TokenEndpoints {
  const obtainUrl = `${origin}/api/token/`
  return {
    obtainUrl,
    obtain: async (user) => (await axios.post<Tokens>(obtainUrl, user)).data,
    refresh: async (refresh, options) =>
      (await axios.post<Tokens>(`${obtainUrl}refresh/`, { refresh }, options)).data,
  }
}

function singleEndpoints(origin: string): TokenEndpoints {
  const obtainUrl = `${origin}/auth/obtain_token/`
  return {
    obtainUrl,
    obtain: async (user) => ofOne(await axios.post<SingleAnswer>(obtainUrl, user)),
    refresh: async (token, options) =>
      ofOne(await axios.post<SingleAnswer>(`${origin}/auth/refresh_token/`, { token }, options)),
  }
}

interface SingleAnswer {
  readonly token: string
}

const ofOne = ({ data: { token } }: { readonly data: SingleAnswer }): Tokens => ({
  access: token,
  refresh: token,
})
