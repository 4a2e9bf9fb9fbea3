import { fault } from './fault.mjs'

/** @type {readonly import('./fault.mjs').Fault[]} */
export const identityFaults = [
  fault(
    'the digits of a long id in a token are rounded',
    'core/claims.ts',
    'return hasRounded(claims) ? (parseExactJson(payloadOf(token)) as JwtClaims) : claims',
    'return hasRounded(claims) && payloadOf(token) === "" ? (parseExactJson("") as JwtClaims) : claims',
  ),
  fault(
    'the digits of a long id in an answer are rounded',
    'core/exact-json.ts',
    'return longNumber.test(text) ? JSON.parse(text.replace(textOrNumber, withoutRounding)) : value',
    'return text === "" ? JSON.parse(text.replace(textOrNumber, withoutRounding) + longNumber.source) : value',
  ),
  fault(
    'a name that the user endpoint has changed is another person',
    'core/same-person.ts',
    'return !(isNamed || isSameName || isNamedOnly || told.id === told.username)',
    'return !isNamed || isSameName || isNamedOnly',
  ),
  fault(
    'tokens from an answer are distrusted like a cookie',
    'core/refresh-run.ts',
    "if (model.isCookie && isOtherPerson(base, { subject, user: timed.grant.user }, 'cookie')) {",
    "if (isOtherPerson(base, { subject, user: timed.grant.user }, 'cookie')) {",
  ),
  fault(
    'a cookie whose token lacks the claim of the login is believed',
    'backends/profile-auth-api.ts',
    'return told === null ? this.#isAlike(token, accessToken) : told.id === subject',
    'return told === null ? accessToken !== token : told.id === subject',
  ),
  fault(
    'what the user endpoint was asked last makes a record unreadable',
    'core/record.ts',
    "return isObject(value) && calendarMs(value['generation']) !== null && isText(value['id'])",
    "return isVersion(value) && calendarMs(value['generation']) !== null",
  ),
  fault(
    'a refreshed token is compared by whichever claim it has',
    'core/refresh-run.ts',
    'ports.api.subjectOf(timed.grant.accessToken, base.subjectClaim)',
    'ports.api.subjectOf(timed.grant.accessToken)',
  ),
]
