import type { AuthSettings } from '@/auth/backends/auth-settings'
import type { Fact } from './facts'
import type { Finding } from './finding'
import type { Step } from './prove'

/** What an examination came to. It holds no token and no password, and can be attached to a bug report. */
export interface Report {
  readonly baseUrl: string
  readonly origin: string
  readonly verdict: Verdict
  readonly facts: readonly Fact[]
  /** The weightiest first. */
  readonly findings: readonly Finding[]
  /** The `auth` section for `config.json`; `null` when no login was found. */
  readonly settings: AuthSettings | null
  /** What was done with these settings and the code of the app; `null` without credentials. */
  readonly proof: readonly Step[] | null
  readonly questions: number
}

export type Verdict = 'healthy' | 'findings' | 'cannot-sign-in'

export const exitCodes: Readonly<Record<Verdict | 'usage', number>> = {
  healthy: 0,
  findings: 1,
  'cannot-sign-in': 2,
  usage: 3,
}

/** Advice alone leaves a server healthy. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  return findings.some(({ severity }) => severity !== 'advice') ? 'findings' : 'healthy'
}
