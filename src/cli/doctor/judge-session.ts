import { answerIn } from './exchange'
import type { Exchange } from './exchange'
import type { Finding } from './finding'
import { judgeCookies } from './judge-cookies'
import type { Learnt } from './learn'
import type { DoctorOptions } from './options'
import type { Redactor } from './redactor'

/** What a session has shown: how it is renewed, and what it leaves in the browser. */
export function judgeSession(
  learnt: Learnt,
  options: DoctorOptions,
  redactor: Redactor,
): readonly Finding[] {
  const lines = (...exchanges: readonly (Exchange | null)[]) =>
    exchanges.flatMap((exchange) => (exchange ? [redactor.line(exchange)] : []))
  const { signedIn, refreshing, spent } = learnt
  const findings: Finding[] = []
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

const refreshOff = (evidence: readonly string[]): Finding => ({
  id: 'refresh-off',
  severity: 'serious',
  evidence,
  title: 'The server does not refresh its tokens.',
  why: 'Everybody has to log in again whenever a token runs out, after five minutes by default. The configuration below does without: ask again when it is mended.',
  remedies: [
    { where: 'server', text: 'Allow it:', code: 'JWT_AUTH = { "JWT_ALLOW_REFRESH": True }' },
  ],
})

const refreshRefused = (evidence: readonly string[]): Finding => ({
  id: 'refresh-refused',
  severity: 'serious',
  evidence,
  title: 'The refresh token that the login brought is refused.',
  why: 'Everybody has to log in again whenever the access token runs out. The configuration below does without: ask again when it is mended.',
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
