/**
 * What is used of the packages compared with, and of axios-retry. They are installed for a run only; lint and types go
 * without.
 */

declare module 'axios-auth-refresh' {
  import type { AxiosError, AxiosInstance } from 'axios'

  export function createAuthRefresh(
    http: AxiosInstance,
    refreshAuthLogic: (failedRequest: AxiosError) => Promise<void>,
    options?: { shouldRefresh?: (error: AxiosError) => boolean; deduplicateRefresh?: boolean },
  ): number
}

declare module 'axios-retry' {
  import type { AxiosInstance } from 'axios'

  export default function axiosRetry(
    http: AxiosInstance,
    options?: { readonly retries?: number; readonly retryDelay?: () => number },
  ): void
}

declare module 'axios-jwt' {
  import type { AxiosInstance } from 'axios'

  interface AuthTokens {
    readonly accessToken: string
    readonly refreshToken: string
  }

  export function applyAuthTokenInterceptor(
    http: AxiosInstance,
    options: {
      readonly requestRefresh: (refreshToken: string) => Promise<AuthTokens>
      readonly header?: string
      readonly headerPrefix?: string
    },
  ): void
  export function setAuthTokens(tokens: AuthTokens): Promise<void>
  export function clearAuthTokens(): Promise<void>
  export function isLoggedIn(): Promise<boolean>
}
