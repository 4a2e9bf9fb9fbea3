import { profiles } from '@/auth/backends/profiles'
import type { Connection } from '@/diagnosis/connection'
import { prefixSetting } from '@/diagnosis/token-remedies'
import { answerIn } from './exchange'
import type { Exchange } from './exchange'
import type { Finding } from './finding'
import { connectionFor, findingOf } from './judge-address'
import { judgeCookies } from './judge-cookies'
import type { Learnt } from './learn'
import type { DoctorOptions } from './options'
import type { Redactor } from './redactor'

/** What a session has shown: how tokens are taken, renewed and ended. */
export function judgeSession(
  learnt: Learnt,
  options: DoctorOptions,
  redactor: Redactor,
): readonly Finding[] {
  const lines = (...exchanges: readonly (Exchange | null)[]) =>
    exchanges.flatMap((exchange) => (exchange ? [redactor.line(exchange)] : []))
  const { user, signedIn, refreshing, spent } = learnt
  const findings: Finding[] = []
  if (user.refused && user.prefix === null) {
    const connection = connectionFor(options, signedIn.base, learnt.form.path)
    const evidence = lines(user.guarded, user.refused)
    findings.push(withPrefixHint(findingOf('token-refused', connection, 'serious', evidence)))
  }
  if (user.guarded) findings.push(...judgeChallenge(user.guarded, lines(user.guarded)))
  const usual = profiles[signedIn.base].transport.prefix
  if (user.refused && user.prefix !== null && user.prefix !== usual) {
    const connection = connectionFor(options, signedIn.base, learnt.form.path)
    findings.push(otherPrefix(user.prefix, usual, connection, lines(user.refused)))
  }
  if (user.forbidden && user.path === null) findings.push(userForbidden(lines(user.forbidden)))
  const refusal = refreshing && !refreshing.granted ? answerIn(refreshing.exchange) : null
  if (refreshing && refusal) {
    const { body } = refusal
    const evidence = lines(refreshing.exchange)
    findings.push(body.includes('orig_iat') ? refreshOff(evidence) : refreshRefused(evidence))
  }
  if (spent?.granted) findings.push(spentTaken(lines(spent.exchange)))
  findings.push(...judgeCookies(signedIn, options))
  return findings
}

/** All the usual words were tried. */
const withPrefixHint = (finding: Finding): Finding => ({
  ...finding,
  remedies: [
    {
      where: 'computer',
      text: 'Where the word before the token is one of your own, name it to this tool:',
      code: '--prefix Acme',
    },
    ...finding.remedies,
  ],
})

function judgeChallenge(guarded: Exchange, evidence: readonly string[]): readonly Finding[] {
  const answer = answerIn(guarded)
  if (!answer) return []
  if (answer.status === 403) return [forbidden(evidence)]
  const challenge = answer.headers['www-authenticate'] ?? ''
  return /^basic/i.test(challenge) ? [basic([...evidence, `WWW-Authenticate: ${challenge}`])] : []
}

const jwtFirst = {
  where: 'server',
  text: 'Let the class that reads tokens be the first:',
  code: 'REST_FRAMEWORK = {\n  "DEFAULT_AUTHENTICATION_CLASSES": [\n    "rest_framework_simplejwt.authentication.JWTAuthentication",\n    # … then the others\n  ],\n}',
} as const

const forbidden = (evidence: readonly string[]): Finding => ({
  id: 'forbidden-for-unauthorized',
  severity: 'serious',
  evidence,
  title: 'A missing token is answered 403 where 401 is due.',
  why: 'A 403 says that a permission is missing, so no app renews its token for it: people see an error where the session should go on. Django REST framework answers so when SessionAuthentication is its first class.',
  remedies: [jwtFirst],
})

const basic = (evidence: readonly string[]): Finding => ({
  id: 'basic-first',
  severity: 'serious',
  evidence,
  title: 'A missing token makes browsers ask for a password themselves.',
  why: 'With "WWW-Authenticate: Basic" the browser opens its own dialog over the app whenever a token has run out.',
  remedies: [jwtFirst],
})

/** The configuration below already has it; whoever follows the documentation of the package has not. */
const otherPrefix = (
  prefix: string,
  usual: string,
  connection: Connection,
  evidence: readonly string[],
): Finding => ({
  id: 'other-prefix',
  severity: 'advice',
  evidence,
  title: `The server wants another word before the token than is usual here: "${prefix}", not "${usual}".`,
  why: `A client that sends "${connection.profile.transport.header}: ${usual} …" is answered as if it had sent no token. The configuration below sends "${prefix}".`,
  remedies: [
    {
      where: 'config',
      text: 'Keep that word:',
      code: `"auth": { "transport": { "prefix": ${JSON.stringify(prefix)} } }`,
    },
    ...[prefixSetting(connection)].filter((remedy) => remedy !== null),
  ],
})

const userForbidden = (evidence: readonly string[]): Finding => ({
  id: 'user-forbidden',
  severity: 'advice',
  evidence,
  title: 'The token is good, but this user may not read who that is (403).',
  why: 'This is about a permission, not about the login: the app then takes the name from the token. In Django REST framework everything is for staff where IsAdminUser is the default.',
  remedies: [
    {
      where: 'server',
      text: 'Open the user endpoint to everybody who is signed in:',
      code: 'permission_classes = [IsAuthenticated]',
    },
  ],
})

const refreshOff = (evidence: readonly string[]): Finding => ({
  id: 'refresh-off',
  severity: 'serious',
  evidence,
  title: 'The server does not refresh its tokens.',
  why: 'Everybody has to log in again whenever a token runs out, after five minutes by default.',
  remedies: [
    { where: 'server', text: 'Allow it:', code: 'JWT_AUTH = { "JWT_ALLOW_REFRESH": True }' },
  ],
})

const refreshRefused = (evidence: readonly string[]): Finding => ({
  id: 'refresh-refused',
  severity: 'serious',
  evidence,
  title: 'The refresh token that the login brought is refused.',
  why: 'Everybody has to log in again whenever the access token runs out.',
  remedies: [
    {
      where: 'config',
      text: 'Name the address and the way, where they are others: --refresh PATH.',
    },
    { where: 'server', text: 'Read its log: the body above says what it did not like.' },
  ],
})

const spentTaken = (evidence: readonly string[]): Finding => ({
  id: 'rotation-without-blacklist',
  severity: 'serious',
  evidence,
  title: 'A refresh token is taken again after it was traded in.',
  why: 'Rotation shall make a stolen refresh token useless. Without a list of the spent ones both go on, the thief and the user.',
  remedies: [
    {
      where: 'server',
      text: 'Keep the list. With SimpleJWT:',
      code: 'INSTALLED_APPS += ["rest_framework_simplejwt.token_blacklist"]\nSIMPLE_JWT = { "ROTATE_REFRESH_TOKENS": True, "BLACKLIST_AFTER_ROTATION": True }',
    },
  ],
})

/** A logout that was taken, and a token that goes on all the same. */
export const logoutInVain = (evidence: readonly string[]): Finding => ({
  id: 'logout-without-effect',
  severity: 'serious',
  evidence,
  title: 'After a logout the refresh token goes on.',
  why: 'People believe that they are logged out. SimpleJWT answers so when its view is there and its app is not.',
  remedies: [
    {
      where: 'server',
      text: 'Install the app, and create its tables (python manage.py migrate):',
      code: 'INSTALLED_APPS += ["rest_framework_simplejwt.token_blacklist"]',
    },
  ],
})
