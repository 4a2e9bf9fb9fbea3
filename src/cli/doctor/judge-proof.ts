import type { Finding } from './finding'
import type { Interview } from './interview'
import { throttled } from './judge-login'
import { logoutInVain } from './judge-session'
import type { Proof } from './prove'

/** What the proof has shown that was not known before. */
export function judgeProof(
  { steps, afterLogout }: Proof,
  interview: Interview,
): readonly Finding[] {
  const { redactor } = interview
  const findings: Finding[] = []
  if (afterLogout) findings.push(logoutInVain([redactor.line(afterLogout)]))
  if (interview.isThrottled) return [...findings, throttled('serious', interview)]
  if (interview.exhausted !== null) return [...findings, cutShort(interview.exhausted)]
  const failed = steps.filter(({ result }) => result === 'failed').map(({ name }) => name)
  if (failed.length > 0) {
    const evidence = interview.exchanges.slice(-3).map((exchange) => redactor.line(exchange))
    if (evidence.some((line) => /: 40[013] .*csrf/i.test(line)))
      return [...findings, csrf(evidence)]
    findings.push(notProven(failed, evidence))
  }
  return findings
}

/** Where the limits of the tool itself have ended the examination. */
export const cutShort = (reason: string): Finding => ({
  id: 'cut-short',
  severity: 'serious',
  evidence: [`Stopped: ${reason}.`],
  title: 'The examination was cut short.',
  why: 'What was found holds; what comes after it is not known, and the configuration below may lack it.',
  remedies: [
    {
      where: 'computer',
      text: 'Name what you know, so that less has to be looked for, or try again when the server is faster:',
      code: '--obtain /api/token/ --refresh /api/token/refresh/ --user /api/me/',
    },
  ],
})

const notProven = (failed: readonly string[], evidence: readonly string[]): Finding => ({
  id: 'not-proven',
  severity: 'serious',
  evidence,
  title: `With the configuration below this failed: ${failed.join(', ')}.`,
  why: 'What was learnt before does not hold a second time, or was not enough.',
  remedies: [
    { where: 'config', text: 'Name what you know: --obtain, --refresh, --user, --login-body.' },
  ],
})

const csrf = (evidence: readonly string[]): Finding => ({
  id: 'csrf-cookie-missing',
  severity: 'serious',
  evidence,
  title: 'The server wants a CSRF proof, and has set no cookie to make it of.',
  why: 'With tokens in cookies, requests that change something are refused, a logout among them.',
  remedies: [
    {
      where: 'server',
      text: 'Add a view that sets the cookie (in Django one with ensure_csrf_cookie),',
    },
    {
      where: 'config',
      text: 'and name it:',
      code: '"auth": { "csrf": { "bootstrap": "/csrf/" } }',
    },
  ],
})
