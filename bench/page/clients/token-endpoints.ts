import axios from 'axios'
import { credentials } from '../contract'
import type { ApiDialect } from '../contract'

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
  readonly obtain: () => Promise<Tokens>
  readonly refresh: (token: string, options?: { readonly timeout: number }) => Promise<Tokens>
}

export function createTokenEndpoints({ model }: ApiDialect): TokenEndpoints {
  return model === 'pair' ? pairEndpoints : singleEndpoints
}

const pairEndpoints: TokenEndpoints = {
  obtainUrl: '/api/token/',
  prefix: 'Bearer',
  obtain: async () => (await axios.post<Tokens>('/api/token/', credentials)).data,
  refresh: async (refresh, options) =>
    (await axios.post<Tokens>('/api/token/refresh/', { refresh }, options)).data,
}

const singleEndpoints: TokenEndpoints = {
  obtainUrl: '/auth/obtain_token/',
  prefix: 'JWT',
  obtain: async () => ofOne(await axios.post<SingleAnswer>('/auth/obtain_token/', credentials)),
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
