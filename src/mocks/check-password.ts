import type { MockAccount } from './accounts'
import { checkThrottle, countFailedLogin } from './login-throttle'
import type { ThrottleSettings } from './settings'
import { readTextFields } from './text-fields'
import type { ViewContext } from './view'

/**
 * The account that the `username` and `password` of the body belong to. `null`, counted as a wrong
 * password, for an unknown or inactive user as well: the answers must not tell them apart.
 *
 * @throws ApiError `400` for missing fields, `429` when the username has to wait
 */
export function checkPassword(
  { request, state, nowMs }: ViewContext,
  throttle: ThrottleSettings,
): MockAccount | null {
  const { username, password } = readTextFields(request, { username: {}, password: {} })
  checkThrottle(state, username, throttle, nowMs)

  const account = state.accounts.find(({ profile }) => profile.username === username)
  if (account?.isActive && account.password === password) return account
  countFailedLogin(state, username, throttle, nowMs)
  return null
}
