import * as v from 'valibot'

const text = v.pipe(v.string(), v.nonEmpty('a text that is not empty'))
const seconds = v.pipe(v.number(), v.minValue(0, 'a number of seconds, 0 or more'))
const status = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599, 'an HTTP status'))
const constants = v.record(v.string(), v.string())
const encoding = v.picklist(['json', 'form'])
const placement = v.pipe(v.string(), v.regex(/^body:.+$/, '"body:" and the name of a field'))
const expirySource = v.pipe(
  v.string(),
  v.regex(
    /^(claim|seconds|epoch|epochMs|iso):.+$|^fixed:\d+$/,
    '"claim:", "seconds:", "epoch:", "epochMs:" or "iso:" and where to read it, or "fixed:" and seconds',
  ),
)
const origin = v.pipe(v.string(), v.url('an origin such as "https://files.example.com"'))
const method = v.picklist(['GET', 'POST', 'PUT', 'DELETE'])

/** An address alone means the usual method: POST, and GET for the user. */
const endpoint = v.union([text, v.strictObject({ url: text, method })])

/**
 * The `auth` section of `config.json`, checked as data from outside: the name of a profile, and what
 * shall differ from it. `profile.ts` says what each parameter means.
 */
export const authSettingsSchema = v.strictObject({
  profile: v.picklist(['simplejwt', 'djangorestframework-jwt']),
  model: v.optional(v.picklist(['pair', 'single', 'none'])),
  endpoints: v.optional(
    v.strictObject({
      obtain: v.optional(endpoint),
      refresh: v.optional(v.nullable(endpoint)),
      user: v.optional(v.nullable(endpoint)),
      logout: v.optional(v.nullable(endpoint)),
    }),
  ),
  obtain: v.optional(
    v.partial(v.strictObject({ encoding, identifier: text, secret: text, static: constants })),
  ),
  refresh: v.optional(
    v.partial(
      v.strictObject({
        placement,
        encoding,
        static: constants,
        windowClaim: v.nullable(text),
        windowFrom: v.nullable(text),
        windowSeconds: v.nullable(seconds),
        deadStatuses: v.array(status),
        deadKeys: v.array(text),
      }),
    ),
  ),
  read: v.optional(
    v.partial(
      v.strictObject({ access: v.array(text), refresh: v.array(text), userBody: v.string() }),
    ),
  ),
  transport: v.optional(
    v.partial(
      v.strictObject({
        header: text,
        prefix: v.string(),
        credentials: v.boolean(),
        anonymous: v.array(text),
        origins: v.array(origin),
      }),
    ),
  ),
  csrf: v.optional(v.nullable(v.strictObject({ cookie: text, header: text }))),
  expiry: v.optional(v.array(expirySource)),
  refreshExpiry: v.optional(v.array(expirySource)),
  leeway: v.optional(seconds),
  challenge: v.optional(
    v.partial(
      v.strictObject({ statuses: v.array(status), codes: v.array(text), final: v.array(text) }),
    ),
  ),
  errors: v.optional(v.partial(v.strictObject({ message: v.array(text), code: v.array(text) }))),
  logout: v.optional(v.partial(v.strictObject({ send: placement }))),
})

/** A profile by name, and what shall differ from it. */
export type AuthSettings = v.InferOutput<typeof authSettingsSchema>

/** The names that `auth.profile` may have. */
export type ProfileName = AuthSettings['profile']
