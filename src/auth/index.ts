export { createAuth } from './create-auth'
export type { Auth, AuthOptions } from './create-auth'
export { installAuthInterceptors } from './interceptors'
export { createAuthFetch } from './auth-fetch'
export type { AuthFetch, AuthRequestInit } from './auth-fetch'
export { installAuthGuard } from './guard'
export type { AuthGuardOptions } from './guard'
export { redirectTarget } from './redirect-target'
export { useAuthStore } from './store'
export { useLogin } from './use-login'
export type { UseLoginReturn } from './use-login'
export { default as LoginForm } from './components/LoginForm.vue'
export { describeWait } from './components/describe-wait'
export { loginTexts, loginTextsKey } from './components/login-texts'
export type { LoginTexts } from './components/login-texts'

export type { AccessTokenOptions, AuthClient } from './core/auth-client'
export type { ApiRequest, Authorization } from './core/request-gate'
export type { AuthEvent, OpenCause, TimedAuthEvent } from './core/events'
export type { LoginChallenge, LoginOptions, LoginResult } from './core/login'
export type { Credentials } from './core/ports'
export { isInterruption } from './core/session'
export type {
  EndReason,
  LogoutReason,
  OutageKind,
  Reachability,
  Session,
  Unreachability,
  User,
} from './core/session'
export { numericDate, readClaims } from './core/claims'
export type { JwtClaims } from './core/claims'
export {
  AuthUnavailableError,
  CodeRefusedError,
  ConfigurationError,
  isAuthError,
  LoginRefusedError,
  LoginStepExpiredError,
  RedirectRefusedError,
  SessionEndedError,
  ThrottledError,
  UnexpectedAnswerError,
} from './core/errors'
export type { AuthError, ConfigurationIssue, FieldErrors, LoginStepEnd } from './core/errors'
export { contentOf, failedCall } from './core/failed-call'
export type { FailedCall } from './core/failed-call'

export { addressCheck, authSettingsSchema } from './backends/auth-settings'
export type { AuthSettings, ProfileChanges } from './backends/auth-settings'
export { boundedJson } from './backends/bounded-json'
export { createHooks } from './backends/create-hooks'
export { extendProfile } from './backends/extend-profile'
export type { CodeChanges } from './backends/extend-profile'
export { loadProfile } from './backends/load-profile'
export type { Profile } from './backends/profile'
export type { ProfileHooks } from './backends/profile-hooks'
export type { ProfileName } from './backends/profile-names'
export { readFormErrors } from './backends/read-errors'
export type { FormErrors } from './backends/read-errors'
export { readWords } from './backends/words-in'
