import * as v from 'valibot'
import { addressCheck, authSettingsSchema, ConfigurationError } from './auth'
import type { ConfigurationIssue } from './auth'
import { languageTags } from './texts/languages'
import { urlsIn } from './urls-in'

const text = v.pipe(v.string(), v.nonEmpty('a text that is not empty'))
const language = v.picklist(languageTags)

/** A text, or one for each language. */
const taggedText = v.union([
  text,
  v.strictObject(v.entriesFromList(languageTags, v.exactOptional(text))),
])

/** A field of the form that adds to a list. What is typed is sent as text. */
const fieldSchema = v.strictObject({
  /** Its key in the API. */
  name: text,
  label: taggedText,
  /** Whether the text may have several lines. */
  multiline: v.optional(v.boolean(), false),
  required: v.optional(v.boolean(), true),
})

/** The form that adds an entry to a list, by a POST of JSON to the address of the list. */
const createSchema = v.strictObject({
  title: taggedText,
  fields: v.pipe(v.array(fieldSchema), v.nonEmpty('at least one field')),
})

/** A list of the API that the app shows. */
const listSchema = v.strictObject({
  title: taggedText,
  /** Its place in this app: `/lists/<path>`. */
  path: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, 'small letters, digits and hyphens')),
  /** Its address in the API, relative to `apiBaseUrl`. */
  url: v.pipe(text, addressCheck('endpoint')),
  create: v.optional(createSchema),
})

/** What the app calls itself, and how it looks. All other colours are in `src/styles/tokens.css`. */
const brandSchema = v.strictObject({
  name: v.optional(text, 'Latchkey'),
  /** Beside the name, in place of our mark, and in the browser's tab. */
  logo: v.optional(
    v.pipe(
      v.string(),
      addressCheck('own-path'),
      // For editors.
      v.regex(/^\/(?![/\\])/, 'a path on this server, such as /logo.svg'),
    ),
  ),
  /** Its hue and strength are taken; how light it is follows from the theme. */
  accent: v.optional(
    v.pipe(v.string(), v.regex(/^#[\dA-Fa-f]{6}$/, 'a colour in six digits, such as #0b5d70')),
  ),
})

/** What `public/config.json` may hold. Its JSON schema is made from this. */
export const configSchema = v.strictObject({
  $schema: v.optional(v.string()),
  apiBaseUrl: v.pipe(text, addressCheck('base')),
  auth: authSettingsSchema,
  brand: v.optional(brandSchema, {}),
  lists: v.optional(v.array(listSchema), []),
  /** Those that are offered; all that are complete without it. */
  languages: v.optional(v.pipe(v.array(language), v.nonEmpty('at least one language'))),
  /** After how long without anybody doing anything people are logged out; never without it. */
  idleTimeoutSeconds: v.optional(v.pipe(v.number(), v.minValue(60, 'a number from 60 up'))),
  /**
   * For computers that several people use one after the other: people are logged out who do nothing, sessions are not
   * kept, and a page is covered while it waits for its person to log in again.
   */
  sharedComputer: v.optional(v.boolean()),
  /** How long before its known end a session is announced. */
  sessionWarningSeconds: v.optional(v.pipe(v.number(), v.minValue(20, 'a number from 20 up')), 60),
})

/** The settings of this app. */
export type AppConfig = v.InferOutput<typeof configSchema>
export type Brand = AppConfig['brand']
export type ListConfig = v.InferOutput<typeof listSchema>
export type FieldConfig = v.InferOutput<typeof fieldSchema>

/**
 * Reads `config.json`.
 *
 * @throws ConfigurationError that names every wrong key, what was found, and what is allowed
 */
export async function loadConfig(url: string): Promise<AppConfig> {
  const response = await fetch(url, { credentials: 'same-origin' })
  const body = await response.text()
  if (!response.ok)
    throw wholeFile(`the server answered ${response.status}`, 'a JSON file at that address')
  return parseConfig(body)
}

/**
 * @param pinned - the only origins besides its own that requests may go to, for those who do not trust whoever can write
 *   `config.json`; `null` for any
 * @throws ConfigurationError; see {@link loadConfig}
 */
export function parseConfig(body: string, pinned = pinnedOrigins()): AppConfig {
  const result = v.safeParse(configSchema, parseJson(body), { abortPipeEarly: true })
  if (result.success) {
    if (pinned) refuseOthers(result.output, pinned)
    return withSharedComputer(result.output)
  }
  throw new ConfigurationError(result.issues.flatMap(innermost).map(describe))
}

/** What this app was built for. */
function pinnedOrigins(): readonly string[] | null {
  const origins = import.meta.env.VITE_API_ORIGINS?.split(/\s+/).filter(Boolean) ?? []
  return origins.length === 0 ? null : origins
}

function refuseOthers(config: AppConfig, pinned: readonly string[]): void {
  const others = urlsIn(config).filter(({ url }) => !pinned.includes(new URL(url).origin))
  if (others.length === 0) return
  const allowed = `a path, or an address on ${pinned.join(' or ')}: this app was built for no other`
  throw new ConfigurationError(
    others.map(({ key, url }) => ({ key, found: new URL(url).origin, allowed })),
  )
}

/** After how long people are logged out of a shared computer who do nothing, where nothing else is said. */
const sharedIdleSeconds = 600

function withSharedComputer(config: AppConfig): AppConfig {
  return config.sharedComputer ? { idleTimeoutSeconds: sharedIdleSeconds, ...config } : config
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    const found = body.trimStart().startsWith('<') ? 'an HTML page' : `no JSON: ${messageOf(cause)}`
    throw wholeFile(found, 'a JSON object')
  }
}

/** What is wrong inside of an object, where a text or an object may stand: more to the point than that it is neither. */
function innermost(issue: v.BaseIssue<unknown>): readonly v.BaseIssue<unknown>[] {
  const [outermost, ...outer] = issue.path ?? []
  const within = (issue.issues ?? []).flatMap((inner): readonly v.BaseIssue<unknown>[] =>
    outermost && inner.path ? [{ ...inner, path: [outermost, ...outer, ...inner.path] }] : [],
  )
  return within.length > 0 ? within : [issue]
}

function describe(issue: v.BaseIssue<unknown>): ConfigurationIssue {
  const path = v.getDotPath(issue)?.replace(/\.(\d+)(?=\.|$)/g, '[$1]')
  return { key: path ?? 'config.json', ...explain(issue) }
}

function explain({ type, kind, input, expected, received, message }: v.BaseIssue<unknown>) {
  if (type === 'strict_object' && expected === 'never') {
    return { found: 'a key that means nothing here', allowed: 'remove it, or mend its name' }
  }
  if (received === 'undefined') return { found: 'nothing', allowed: 'this key is required' }
  // An address may hold a password, and is not repeated.
  if (type === 'raw_check') return { found: received, allowed: message }
  // Our own words where a pattern or a range was asked for, else the types that Valibot names.
  if (kind === 'validation') return { found: JSON.stringify(input), allowed: message }
  return { found: received, allowed: expected ?? message }
}

const wholeFile = (found: string, allowed: string) =>
  new ConfigurationError([{ key: 'config.json', found, allowed }])

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))
