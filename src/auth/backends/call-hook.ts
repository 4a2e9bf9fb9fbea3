import { isAuthError, UnexpectedAnswerError } from '../core/errors'
import type { ProfileHooks } from './profile-hooks'

/**
 * Runs a hook of a profile.
 *
 * @throws UnexpectedAnswerError with the hook's own exception as its cause; an `AuthError` of the hook as it is
 */
export function callHook<Result>(name: keyof ProfileHooks, run: () => Result): Result {
  try {
    const result = run()
    return result instanceof Promise
      ? (result.catch((cause: unknown) => fail(name, cause)) as Result)
      : result
  } catch (cause) {
    return fail(name, cause)
  }
}

function fail(name: keyof ProfileHooks, cause: unknown): never {
  if (isAuthError(cause)) throw cause
  throw new UnexpectedAnswerError(
    `The hook ${name} of the profile failed`,
    `profile.hooks.${name} has thrown; the cause of this error is its own.`,
    { cause },
  )
}
