import type { Finding, Severity } from './finding'
import type { Form } from './find-login'
import { connectionFor, findingOf } from './judge-address'
import type { DoctorOptions } from './options'
import type { Redactor } from './redactor'
import { baseFor } from './sign-in'
import type { NotSignedIn } from './sign-in'

/** Why a login brought no session. */
export function judgeLogin(
  { reason, exchange }: NotSignedIn,
  options: DoctorOptions,
  form: Form,
  redactor: Redactor,
): Finding {
  const evidence = exchange ? [redactor.line(exchange)] : []
  const connection = connectionFor(options, baseFor(form), form.path)
  const isSilent = exchange?.outcome.kind !== 'answer'
  switch (reason) {
    case 'no-token':
      return findingOf('no-token', connection, 'blocking', evidence)
    case 'unavailable':
      return findingOf(isSilent ? 'down' : 'server-error', connection, 'blocking', evidence)
    case 'throttled':
      return throttled('blocking', evidence)
    case 'refused':
      if (evidence.some((line) => line.includes('invalid_client'))) return noClient(evidence)
      return {
        id: 'login-refused',
        severity: 'blocking',
        evidence,
        title: 'The server refuses the login.',
        why: 'The user name or the password is wrong, the user may not log in, or the form is another.',
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
export const throttled = (severity: Severity, evidence: readonly string[]): Finding => ({
  id: 'throttled',
  severity,
  evidence,
  title: 'The server asks to be left alone for a while (429).',
  why: 'Nothing more was asked, so what follows from here on is not known.',
  remedies: [{ where: 'computer', text: 'Wait as long as the answer says, and try again.' }],
})
