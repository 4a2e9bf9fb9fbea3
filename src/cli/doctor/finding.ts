import type { Explanation } from '@/diagnosis/explain-cause'

/**
 * `blocking`: nobody can sign in, or anybody as somebody else. `serious`: somebody will suffer, or is at risk.
 * `advice`: could be better, and does not count as a finding to programs.
 */
export type Severity = 'blocking' | 'serious' | 'advice'

/** Something that is wrong with a server, with the setting that mends it. */
export interface Finding extends Explanation {
  /** For programs; does not change. */
  readonly id: string
  readonly severity: Severity
  /** What was asked and what came, redacted; empty where the finding speaks for itself. */
  readonly evidence: readonly string[]
}

const order: readonly Severity[] = ['blocking', 'serious', 'advice']

/** The weightiest first; each finding once. */
export function byWeight(findings: readonly Finding[]): readonly Finding[] {
  const first = findings.filter(
    ({ id }, index) => findings.findIndex((finding) => finding.id === id) === index,
  )
  return first.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}
