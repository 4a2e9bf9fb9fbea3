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
  /** Stands before the token in the header. */
  readonly prefix: 'Bearer' | 'JWT'
  readonly obtain: (user: Credentials) => Promise<Tokens>
  readonly refresh: (token: string, options?: { readonly timeout: number }) => Promise<Tokens>
}

export function createTokenEndpoints({ model }: ApiDialect): TokenEndpoints {
  return model === 'pair' ? pairEndpoints : singleEndpoints
}

const pairEndpoints: TokenEndpoints = {
  obtainUrl: '/api/token/',
  prefix: 'Bearer',
  obtain: async (user) => (await axios.post<Tokens>('/api/token/', user)).data,
  refresh: async (refresh, options) =>
    (await axios.post<Tokens>('/api/token/refresh/', { refresh }, options)).data,
}

const singleEndpoints: TokenEndpoints = {
  obtainUrl: '/auth/obtain_token/',
  prefix: 'JWT',
  obtain: async (user) => ofOne(await axios.post<SingleAnswer>('/auth/obtain_token/', user)),
  refresh: async (token, options) =>
    ofOne(await axios.post<SingleAnswer>('/auth/refresh_token/', { token }, options)),
}

interface SingleAnswer {
  readonly token: string
}

const ofOne = ({ data: { token } }: { readonly data: SingleAnswer }): Tokens => ({
  access: token,
  refresh: token,
})
