import { codeWanted } from './code-wanted'
import { answerIn } from './exchange'
import type { Exchange } from './exchange'
import type { Finding, Severity } from './finding'
import type { Form } from './find-login'
import type { Interview } from './interview'
import { connectionFor, findingOf } from './judge-address'
import type { DoctorOptions } from './options'
import { baseFor } from './sign-in'
import type { NotSignedIn } from './sign-in'

/** Why a login brought no session. */
export function judgeLogin(
  { reason, exchange }: NotSignedIn,
  options: DoctorOptions,
  form: Form,
  interview: Interview,
): Finding {
  const evidence = exchange ? [interview.redactor.line(exchange)] : []
  const connection = connectionFor(options, baseFor(form), form.path)
  const isSilent = exchange?.outcome.kind !== 'answer'
  switch (reason) {
    case 'no-token':
      return withHint(findingOf('no-token', connection, 'blocking', evidence))
    case 'code-wanted':
      return codeIsWanted(exchange, evidence)
    case 'unavailable':
      return findingOf(isSilent ? 'down' : 'server-error', connection, 'blocking', evidence)
    case 'throttled':
      return throttled('blocking', interview)
    case 'refused':
      if (evidence.some((line) => line.includes('invalid_client'))) return noClient(evidence)
      return {
        id: 'login-refused',
        severity: 'blocking',
        evidence,
        title: 'The server refuses the login.',
        why: 'The user name or the password is wrong, the user may not log in, too many tries have locked the account (django-axes answers so even to the right password), or the form is another.',
        remedies: [
          { where: 'computer', text: 'Check user name and password where they are known to work.' },
          {
            where: 'config',
            text: 'Where the form is another, describe it:',
            code: `--login-body '{"email":"$username","password":"$password"}'`,
          },
        ],
      }
  }
}

/** The setting helps the app; the hint helps to find the rest. */
const withHint = (finding: Finding): Finding => ({
  ...finding,
  remedies: [
    {
      where: 'computer',
      text: 'Name it to this tool, which then finds the rest; the names of the answer are above:',
      code: '--token data.jwt',
    },
    ...finding.remedies,
  ],
})

function codeIsWanted(exchange: Exchange | null, evidence: readonly string[]): Finding {
  const answer = exchange && answerIn(exchange)
  const wanted = (answer && codeWanted(answer)) ?? { statuses: [], keys: [] }
  const field = wanted.keys.some((key) => key.includes('=')) ? 'otp' : (wanted.keys[0] ?? 'otp')
  return {
    id: 'code-wanted',
    severity: 'blocking',
    evidence,
    title: 'The login wants a one-time code.',
    why: 'The password was taken. This tool has no code to send, so what comes after it is not known.',
    remedies: [
      {
        where: 'computer',
        text: 'Use the account of somebody who logs in without a code, to find out the rest.',
      },
      {
        where: 'config',
        text: 'Then add the second step by hand. The field that takes the code is a guess; docs/configuration.md has examples:',
        code: `"auth": { "oneTimeCode": { "wanted": ${JSON.stringify(wanted)}, "field": "${field}" } }`,
      },
    ],
  }
}

const noClient = (evidence: readonly string[]): Finding => ({
  id: 'client-unknown',
  severity: 'blocking',
  evidence,
  title: 'The server does not know this app (OAuth 2).',
  why: 'A token endpoint wants to know which client asks. The password was not looked at.',
  remedies: [
    { where: 'server', text: 'Register a public client that may use the password grant.' },
    {
      where: 'config',
      text: 'Name it:',
      code: `--login-body '{"grant_type":"password","client_id":"spa","username":"$username","password":"$password"}'`,
    },
  ],
})

/** Where a 429 has ended the examination. */
export const throttled = (severity: Severity, { exchanges, redactor }: Interview): Finding => ({
  id: 'throttled',
  severity,
  evidence: exchanges
    .filter((exchange) => answerIn(exchange)?.status === 429)
    .map((exchange) => redactor.line(exchange)),
  title: 'The server asks to be left alone for a while (429).',
  why: 'Nothing more was asked, so what follows from here on is not known.',
  remedies: [{ where: 'computer', text: 'Wait as long as the answer says, and try again.' }],
})
