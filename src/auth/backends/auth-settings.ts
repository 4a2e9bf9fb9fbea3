import * as v from 'valibot'
import { flawOfAddress } from './address-flaw'
import type { AddressKind } from './address-flaw'
import { profileNames } from './profile-names'
import { retriable } from './retriable'

const text = v.pipe(v.string(), v.nonEmpty('a text that is not empty'))
const texts = v.array(text)

/** Refuses what {@link flawOfAddress} finds. What was found is in the issue's `received`, without anything secret. */
export const addressCheck = (kind: AddressKind) =>
  v.rawCheck<string>(({ dataset, addIssue }) => {
    if (!dataset.typed || dataset.issues) return
    const flaw = flawOfAddress(dataset.value, kind)
    if (flaw) addIssue({ message: flaw.allowed, received: flaw.found })
  })

const address = v.pipe(text, addressCheck('endpoint'))
const seconds = v.pipe(v.number(), v.minValue(0, 'a number of seconds, 0 or more'))
const status = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599, 'an HTTP status'))
/** Not those by which a server asks for another try: conflict, too early, throttled. */
const refusal = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(400, 'a status from 400 to 499'),
  v.maxValue(499, 'a status from 400 to 499'),
  v.notValues(
    retriable,
    'a status that ends something: after 408, 409, 425 and 429 one tries again',
  ),
)
const constants = v.record(v.string(), v.string())
const encoding = v.picklist(['json', 'form'])
const placement = v.union([
  v.picklist(['header', 'cookie']),
  v.pipe(
    v.string(),
    v.regex(/^body:.+$/, '"header", "cookie", or "body:" and the name of a field'),
  ),
])
const expirySource = v.pipe(
  v.string(),
  v.regex(
    /^(claim|seconds|epoch|epochMs|iso):.+$|^fixed:\d+$/,
    '"claim:", "seconds:", "epoch:", "epochMs:" or "iso:" and where to read it, or "fixed:" and seconds',
  ),
)
const origin = v.pipe(
  v.string(),
  addressCheck('origin'),
  v.url('an origin such as "https://files.example.com"'),
)
const method = v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** Dotted paths; what is left out is as the profile has it. */
const userPaths = v.partial(
  v.strictObject({
    path: v.nullable(v.string()),
    id: texts,
    username: texts,
    name: texts,
    email: texts,
  }),
)

/** Which answers are meant: by their status, and a key of their JSON. */
const answers = v.strictObject({ statuses: v.array(status), keys: texts })

/** An address alone means the usual method: POST, and GET for the user. */
const endpoint = v.union([address, v.strictObject({ url: address, method })])

/** What shall differ from a profile. `profile.ts` says what each parameter means. */
export const profileChangesSchema = v.strictObject({
  sessionName: v.optional(text),
  model: v.optional(v.picklist(['pair', 'single', 'none'])),
  endpoints: v.optional(
    v.strictObject({
      obtain: v.optional(endpoint),
      refresh: v.optional(v.nullable(endpoint)),
      user: v.optional(v.nullable(endpoint)),
      logout: v.optional(v.nullable(endpoint)),
    }),
  ),
  headers: v.optional(constants),
  obtain: v.optional(
    v.partial(
      v.strictObject({
        encoding: v.picklist(['json', 'form', 'basic']),
        identifier: text,
        secret: text,
        static: constants,
        query: constants,
        refusedStatuses: v.array(refusal),
      }),
    ),
  ),
  oneTimeCode: v.optional(
    v.nullable(
      v.strictObject({
        wanted: answers,
        field: text,
        endpoint: v.optional(v.nullable(endpoint)),
        static: v.optional(constants),
        state: v.optional(v.nullable(v.strictObject({ path: text, field: text }))),
        method: v.optional(v.nullable(text)),
        expired: v.optional(v.nullable(answers)),
      }),
    ),
  ),
  refresh: v.optional(
    v.partial(
      v.strictObject({
        placement,
        encoding,
        static: constants,
        query: constants,
        afterExpiry: v.boolean(),
        windowClaim: v.nullable(text),
        windowFrom: v.nullable(text),
        windowSeconds: v.nullable(seconds),
        deadStatuses: v.array(status),
        deadKeys: texts,
        deadWithoutJson: v.array(refusal),
      }),
    ),
  ),
  read: v.optional(
    v.partial(
      v.strictObject({
        access: texts,
        refresh: texts,
        user: v.nullable(v.union([v.string(), userPaths])),
        userBody: v.string(),
        header: v.nullable(text),
      }),
    ),
  ),
  transport: v.optional(
    v.partial(
      v.strictObject({
        header: text,
        prefix: v.string(),
        credentials: v.boolean(),
        anonymous: v.array(address),
        origins: v.array(origin),
        cache: v.picklist(['no-store', 'no-cache', 'default']),
        redirects: v.picklist(['follow', 'refuse']),
      }),
    ),
  ),
  csrf: v.optional(
    v.nullable(
      v.partial(
        v.strictObject({
          cookie: text,
          header: text,
          refreshCookie: v.nullable(text),
          changesAtLogin: v.boolean(),
          bootstrap: v.nullable(endpoint),
        }),
      ),
    ),
  ),
  expiry: v.optional(v.array(expirySource)),
  refreshExpiry: v.optional(v.array(expirySource)),
  leeway: v.optional(seconds),
  challenge: v.optional(
    v.partial(
      v.strictObject({
        statuses: v.array(status),
        keys: texts,
        codes: texts,
        final: texts,
        ignored: texts,
      }),
    ),
  ),
  errors: v.optional(
    v.partial(
      v.strictObject({
        message: texts,
        code: texts,
        fields: v.string(),
        configuration: texts,
        texts: constants,
      }),
    ),
  ),
  logout: v.optional(
    v.partial(
      v.strictObject({
        send: placement,
        tokens: v.array(v.picklist(['access', 'refresh'])),
        encoding,
        static: constants,
      }),
    ),
  ),
})

/**
 * The `auth` section of `config.json`, checked as data from outside: the name of a profile, and what
 * shall differ from it.
 */
export const authSettingsSchema = v.strictObject({
  profile: v.picklist(profileNames),
  ...profileChangesSchema.entries,
})

/** What shall differ from a profile. */
export type ProfileChanges = v.InferOutput<typeof profileChangesSchema>

/** A profile by name, and what shall differ from it. */
export type AuthSettings = v.InferOutput<typeof authSettingsSchema>

/** Reads the `auth` section of a `config.json`. @returns `null` for what the app would refuse */
export function parseAuthSettings(value: unknown): AuthSettings | null {
  const result = v.safeParse(authSettingsSchema, value)
  return result.success ? result.output : null
}
