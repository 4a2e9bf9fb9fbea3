import type { MockAccount } from './accounts'
import { invalid } from './drf-errors'
import { countFailedLogin } from './login-throttle'
import type { ThrottleSettings } from './settings'
import { readTextFields } from './text-fields'
import type { ViewContext } from './view'

/**
 * Asks for the `otp_token` of an account that has one, after its password: as a serializer does that has such a
 * field. A real code changes every half a minute; this one is in the question.
 *
 * @throws ApiError `400` at the field, when the code is missing or, counted as a wrong password, when it is wrong
 */
export function checkOneTimeCode(
  { request, state, nowMs }: ViewContext,
  { profile, oneTimeCode }: MockAccount,
  throttle: ThrottleSettings,
): void {
  if (oneTimeCode === undefined) return
  const { otp_token } = readTextFields(request, { otp_token: { isOptional: true } })
  if (otp_token === '') {
    const question = `Enter the code from your authenticator app. In this demo it is ${oneTimeCode}.`
    throw invalid({ otp_token: [question] })
  }
  if (otp_token === oneTimeCode) return
  countFailedLogin(state, profile.username, throttle, nowMs)
  throw invalid({ otp_token: ['This code is wrong, or it is too old.'] })
}
