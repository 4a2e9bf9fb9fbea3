import type { DiagnosisTexts } from '@/texts/texts'
import type { Connection } from './connection'
import type { Remedy } from './remedies'

/** What may mend that the API refuses the token it has just granted. */
export function tokenRemedies(
  { profile, profileName }: Connection,
  texts: DiagnosisTexts['remedies'],
): readonly Remedy[] {
  const { prefix } = profile.transport
  const other: Remedy = {
    where: 'config',
    text: texts.prefix,
    code: `"auth": { "transport": { "prefix": ${quoted(prefix === 'JWT' ? 'Bearer' : 'JWT')} } }`,
  }
  const django = djangoSettings[profileName]
  const onServer = prefixSetting({ profile, profileName }, texts)
  if (!django || !onServer) return [other]
  return [
    other,
    onServer,
    {
      where: 'server',
      text: texts.looksAtTokens,
      code: `REST_FRAMEWORK = {\n  "DEFAULT_AUTHENTICATION_CLASSES": [\n    ${quoted(django.authentication)},\n  ],\n}`,
    },
  ]
}

/** The setting of the server that makes it take the word that the profile sends; `null` where it is not known. */
export function prefixSetting(
  { profile, profileName }: Pick<Connection, 'profile' | 'profileName'>,
  texts: DiagnosisTexts['remedies'],
): Remedy | null {
  const django = djangoSettings[profileName]
  if (!django) return null
  return {
    where: 'server',
    text: texts.takePrefix,
    code: django.prefix(quoted(profile.transport.prefix)),
  }
}

/** How a package of Django REST framework is told of tokens. */
interface DjangoSettings {
  readonly authentication: string
  readonly prefix: (quoted: string) => string
}

const simplejwt: DjangoSettings = {
  authentication: 'rest_framework_simplejwt.authentication.JWTAuthentication',
  prefix: (prefix) => `SIMPLE_JWT = { "AUTH_HEADER_TYPES": (${prefix},) }`,
}

const legacy: DjangoSettings = {
  authentication: 'rest_framework_jwt.authentication.JSONWebTokenAuthentication',
  prefix: (prefix) => `JWT_AUTH = { "JWT_AUTH_HEADER_PREFIX": ${prefix} }`,
}

/** Only where the settings are known. */
const djangoSettings: Partial<Record<Connection['profileName'], DjangoSettings>> = {
  simplejwt,
  'simplejwt-sliding': simplejwt,
  'dj-rest-auth': simplejwt,
  'dj-rest-auth-cookies': simplejwt,
  djoser: simplejwt,
  'djangorestframework-jwt': legacy,
  'drf-jwt': legacy,
}

const quoted = (text: string) => JSON.stringify(text)
