import { isAuthError, LoginRefusedError, UnexpectedAnswerError } from '../core/errors'
import type { TransportResponse } from '../core/transport'
import type { AuthCall } from './auth-calls'
import { parsed } from './json-body'
import type { HookAnswer, HookRequest, ProfileHooks } from './profile-hooks'
import type { SafeHooks } from './safe-hooks'

/**
 * Hooks for `extendProfile`. What they throw becomes an `UnexpectedAnswerError` with the exception as its cause;
 * an `AuthError` of their own stays what it is.
 */
export function createHooks(hooks: ProfileHooks): SafeHooks {
  const { buildObtain, parseTokens, classify, messages, expiryOf, logout, headers, baseUrl } = hooks
  const safe: Omit<SafeHooks, symbol> = {
    ...(buildObtain && {
      loginCall: (call, credentials) =>
        changed(call, guard('buildObtain', () => buildObtain(credentials)) ?? {}),
    }),
    ...(logout && {
      logoutCalls: (session) =>
        guard('logout', () => logout(session)).map((wanted) => changed(logoutCall, wanted)),
    }),
    ...(parseTokens && {
      tokens: (response, call) => guard('parseTokens', () => parseTokens(answerOf(response), call)),
    }),
    ...(expiryOf && {
      expiry: (response) => {
        const inSeconds = guard('expiryOf', () => expiryOf(answerOf(response)))
        return inSeconds === undefined ? undefined : { atSeconds: null, inSeconds }
      },
    }),
    ...(classify && {
      verdict: (status, body, call, request) =>
        guard('classify', () => classify({ status, body }, call, request)),
    }),
    ...(messages && {
      refusal: (response) => {
        const told = guard('messages', () => messages(answerOf(response)))
        return told && new LoginRefusedError(told.message, told.fieldErrors ?? {}, told.code)
      },
    }),
    ...(headers && {
      headers: async (request) => {
        try {
          return await headers(request)
        } catch (cause) {
          return fail('headers', cause)
        }
      },
    }),
    ...(baseUrl && { baseUrl: () => guard('baseUrl', baseUrl) }),
  }
  return safe as SafeHooks
}

const logoutCall: AuthCall = {
  endpoint: { url: '/', method: 'POST' },
  keepalive: true,
  csrf: 'needed',
}

function answerOf({ status, body, header }: TransportResponse): HookAnswer {
  return { status, body: parsed(body), header }
}

/** A call as a hook wants it. */
function changed(call: AuthCall, { url, method, headers, body }: HookRequest): AuthCall {
  const { endpoint } = call
  return {
    ...call,
    endpoint: { url: url ?? endpoint.url, method: method ?? endpoint.method },
    ...(headers && { headers }),
    ...(body !== undefined && { body }),
  }
}

function guard<Result>(name: keyof ProfileHooks, run: () => Result): Result {
  try {
    return run()
  } catch (cause) {
    return fail(name, cause)
  }
}

function fail(name: keyof ProfileHooks, cause: unknown): never {
  if (isAuthError(cause)) throw cause
  throw new UnexpectedAnswerError(
    `The hook ${name} of the profile failed`,
    `hooks.${name} has thrown; the cause of this error is its own.`,
    { cause },
  )
}
