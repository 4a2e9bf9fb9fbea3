import { isRecord } from './is-record'
import type { MockRequest, MockResponse } from './mock-http'

/**
 * The German of Django REST framework 3.18 and of SimpleJWT 5.5, by their English. What is not here they say in
 * English to Germans as well.
 */
const sentences: ReadonlyMap<string, string> = new Map([
  ['Authentication credentials were not provided.', 'Anmeldedaten fehlen.'],
  [
    'You do not have permission to perform this action.',
    'Sie sind nicht berechtigt, diese Aktion durchzuführen.',
  ],
  [
    'Could not satisfy the request Accept header.',
    'Kann die Accept Kopfzeile der Anfrage nicht erfüllen.',
  ],
  ['This field is required.', 'Dieses Feld ist zwingend erforderlich.'],
  ['This field may not be blank.', 'Dieses Feld darf nicht leer sein.'],
  ['This field may not be null.', 'Dieses Feld darf nicht null sein.'],
  ['Not a valid string.', 'Kein gültiger String.'],
  ['Unable to log in with provided credentials.', 'Die angegebenen Zugangsdaten stimmen nicht.'],
  [
    'No active account found with the given credentials',
    'Kein aktiver Account mit diesen Zugangsdaten gefunden',
  ],
  ['Given token not valid for any token type', 'Der Token ist für keinen Tokentyp gültig'],
  ['Token is invalid or expired', 'Ungültiger oder abgelaufener Token'],
  ['Token is blacklisted', 'Token steht auf der Blacklist'],
  ['Token has wrong type', 'Token hat den falschen Typ'],
  ['User is inactive', 'Inaktiver Benutzer'],
  ['User not found', 'Benutzer nicht gefunden'],
  [
    'Authorization header must contain two space-delimited values',
    'Der Authorizationheader muss zwei leerzeichen-getrennte Werte enthalten',
  ],
])

const patterns: readonly (readonly [RegExp, string])[] = [
  // The demo's own words.
  [
    /^Enter the code from your authenticator app\. In this demo it is (.*)\.$/,
    'Geben Sie den Code aus Ihrer Authenticator-App ein. In dieser Demo ist es $1.',
  ],
  [/^This code is wrong, or it is too old\.$/, 'Dieser Code ist falsch oder zu alt.'],
  [/^Method "(.*)" not allowed\.$/, 'Methode "$1" nicht erlaubt.'],
  [
    /^Unsupported media type "(.*)" in request\.$/,
    'Nicht unterstützter Medientyp "$1" in der Anfrage.',
  ],
  [
    /^Invalid data\. Expected a dictionary, but got (.*)\.$/,
    'Ungültige Daten. Dictionary erwartet, aber $1 erhalten.',
  ],
  [
    /^Request was throttled\. Expected available in 1 second\.$/,
    'Die Anfrage wurde gedrosselt. Erwarte Verfügbarkeit in 1 Sekunde.',
  ],
  [
    /^Request was throttled\. Expected available in (\d+) seconds\.$/,
    'Die Anfrage wurde gedrosselt. Erwarte Verfügbarkeit in $1 Sekunden.',
  ],
]

/** An error in the language that was asked for, as Django's `LocaleMiddleware` has it: English and German are there. */
export function inLanguageOf(request: MockRequest, error: MockResponse): MockResponse {
  if (!wantsGerman(request.headers['accept-language'] ?? '')) return error
  const body: unknown = JSON.parse(error.body)
  return {
    ...error,
    headers: { ...error.headers, 'Content-Language': 'de' },
    body: JSON.stringify(translated(body)),
  }
}

function translated(value: unknown): unknown {
  if (typeof value === 'string') return sentences.get(value) ?? byPattern(value)
  if (Array.isArray(value)) return value.map(translated)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, translated(inner)]))
}

function byPattern(text: string): string {
  const found = patterns.find(([pattern]) => pattern.test(text))
  return found ? text.replace(found[0], found[1]) : text
}

/** Whether German comes before English (RFC 9110, section 12.5.4). */
function wantsGerman(acceptLanguage: string): boolean {
  const ranges = acceptLanguage.split(',').map((range) => {
    const [tag = '', quality] = range.split(';q=')
    return { language: tag.trim().toLowerCase().split('-')[0], quality: Number(quality ?? 1) }
  })
  const known = ranges.filter(({ language }) => language === 'de' || language === 'en')
  const [best] = known.sort((one, other) => other.quality - one.quality)
  return best?.language === 'de'
}
