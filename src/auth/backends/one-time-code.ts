import { CodeRefusedError, LoginStepExpiredError } from '../core/errors'
import type { ChallengeAnswer, LoginOutcome } from '../core/login'
import type { AuthCall } from './auth-calls'
import { hasKey, parseJsonObject, textAt, valueAt, withValueAt } from './json-body'
import type { JsonObject } from './json-body'
import type { Profile } from './profile'
import type { AnswerPattern, ProfileOneTimeCode } from './profile-one-time-code'
import { loginRefusal, messageOf } from './read-errors'

type Challenge = Extract<LoginOutcome, { kind: 'challenge' }>

/** The challenge that the answer to a login is; `null` when it is none. */
export function readChallenge(
  status: number,
  body: JsonObject,
  profile: Profile,
): Challenge | null {
  const { oneTimeCode } = profile
  if (!oneTimeCode || !isMeant(oneTimeCode.wanted, status, body)) return null
  const { field, state, method } = oneTimeCode
  return {
    kind: 'challenge',
    challenge: {
      kind: 'one-time-code',
      method: method === null ? null : textAt(body, [method]),
      message: messageAbout(field, body, profile),
    },
    state: state === null ? null : textAt(body, [state.path]),
  }
}

/** The call that answers a challenge: to an address of its own without the credentials, else beside them. */
export function answerCall(
  { field, endpoint, static: constants, state }: ProfileOneTimeCode,
  answer: ChallengeAnswer,
  login: AuthCall,
): AuthCall {
  const body = withValueAt(endpoint ? constants : fieldsOf(login), field, answer.code)
  const isStateful = state !== null && answer.state !== null
  const { encoding = 'json', csrf } = login
  return {
    ...(endpoint
      ? { setting: 'auth.oneTimeCode.endpoint', endpoint, ...(csrf && { csrf }) }
      : login),
    encoding,
    body: isStateful ? withValueAt(body, state.field, answer.state) : body,
  }
}

/**
 * What the refusal of a code means.
 *
 * @returns `null` when it is not about the code but about the credentials that were sent with it
 */
export function codeRefusal(
  status: number,
  body: JsonObject,
  profile: Profile,
  { wanted, field, endpoint, expired }: ProfileOneTimeCode,
): CodeRefusedError | LoginStepExpiredError | null {
  const message = messageAbout(field, body, profile)
  if (expired && isMeant(expired, status, body)) return new LoginStepExpiredError(message)
  const isAlone = endpoint !== null && status >= 400
  const isOfCode =
    isAlone || isMeant(wanted, status, body) || wordsAt(field, body, profile).length > 0
  return isOfCode
    ? new CodeRefusedError(message ?? loginRefusal(body, profile).serverMessage)
    : null
}

function isMeant({ statuses, keys }: AnswerPattern, status: number, body: JsonObject): boolean {
  // A key that is always there is `null` while there is nothing to ask for.
  const isThere = (key: string) => hasKey(body, key) && valueAt(body, key) !== null
  return statuses.includes(status) && keys.some(isThere)
}

function fieldsOf({ body = null }: AuthCall): JsonObject {
  return (typeof body === 'string' ? parseJsonObject(body) : body) ?? {}
}

/** The server's words, first of all those at the field. */
function messageAbout(field: string, body: JsonObject, profile: Profile): string | null {
  const message = [...wordsAt(field, body, profile), ...profile.errors.message]
  return messageOf(body, { ...profile, errors: { ...profile.errors, message } })
}

/** Where the body speaks of a field. A text in a field called `code` is a code for programs, and no words. */
function wordsAt(field: string, body: JsonObject, { errors }: Profile): readonly string[] {
  const paths = [field, field.split('.').at(-1) ?? field]
  const within = errors.fields === '' ? [] : paths.map((path) => `${errors.fields}.${path}`)
  return [...within, ...paths].filter((path) => {
    const value = valueAt(body, path)
    return Array.isArray(value) || (typeof value === 'string' && !errors.code.includes(path))
  })
}
