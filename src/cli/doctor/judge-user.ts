import type { Connection } from '@/diagnosis/connection'
import { prefixSetting } from '@/diagnosis/token-remedies'
import { diagnosisEn } from '@/texts/diagnosis/en'
import { answerIn } from './exchange'
import type { Exchange } from './exchange'
import type { Finding } from './finding'
import type { UserSearch } from './find-user'
import { findingOf } from './judge-address'
import type { Redactor } from './redactor'

/** How the API takes a token, and what it answers where there is none. */
export function judgeUser(
  { guarded, refused, prefix, forbidden, path }: UserSearch,
  connection: Connection,
  redactor: Redactor,
): readonly Finding[] {
  const lines = (...exchanges: readonly (Exchange | null)[]) =>
    exchanges.flatMap((exchange) => (exchange ? [redactor.line(exchange)] : []))
  const findings: Finding[] = []
  if (refused && prefix === null) {
    const evidence = lines(guarded, refused)
    findings.push(withPrefixHint(findingOf('token-refused', connection, 'serious', evidence)))
  }
  if (guarded) findings.push(...judgeChallenge(guarded, lines(guarded)))
  if (refused && prefix !== null && prefix !== connection.profile.transport.prefix) {
    findings.push(otherPrefix(prefix, connection, lines(refused)))
  }
  if (forbidden && path === null) findings.push(userForbidden(lines(forbidden)))
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
  connection: Connection,
  evidence: readonly string[],
): Finding => ({
  id: 'other-prefix',
  severity: 'advice',
  evidence,
  title: `The server wants another word before the token than is usual here: "${prefix}", not "${connection.profile.transport.prefix}".`,
  why: `A client that sends "${connection.profile.transport.header}: ${connection.profile.transport.prefix} …" is answered as if it had sent no token. The configuration below sends "${prefix}".`,
  remedies: [
    {
      where: 'config',
      text: 'Keep that word:',
      code: `"auth": { "transport": { "prefix": ${JSON.stringify(prefix)} } }`,
    },
    ...[prefixSetting(connection, diagnosisEn.remedies)].filter((remedy) => remedy !== null),
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
