/** What is used of the packages compared with. They are installed for a run only; lint and types go without. */

declare module 'axios-auth-refresh' {
  import type { AxiosError, AxiosInstance } from 'axios'

  export function createAuthRefresh(
    http: AxiosInstance,
    refreshAuthLogic: (failedRequest: AxiosError) => Promise<void>,
    options?: { shouldRefresh?: (error: AxiosError) => boolean; deduplicateRefresh?: boolean },
  ): number
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
      readonly headerPrefix?: string
    },
  ): void
  export function setAuthTokens(tokens: AuthTokens): Promise<void>
  export function clearAuthTokens(): Promise<void>
  export function isLoggedIn(): Promise<boolean>
}
