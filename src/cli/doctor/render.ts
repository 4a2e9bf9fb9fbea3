import type { Finding, Severity } from './finding'
import type { Report } from './report'

/** Marks a text; plain where no colour is wanted. */
export type Paint = (text: string, colour: 'red' | 'yellow' | 'green' | 'dim' | 'bold') => string

const codes = { red: 31, yellow: 33, green: 32, dim: 2, bold: 1 }

export const plain: Paint = (text) => text
export const coloured: Paint = (text, colour) => `\u001b[${codes[colour]}m${text}\u001b[0m`

const colours: Readonly<Record<Severity, 'red' | 'yellow' | 'dim'>> = {
  blocking: 'red',
  serious: 'yellow',
  advice: 'dim',
}

const places = {
  config: 'In config.json',
  server: 'On the server',
  computer: 'On this computer',
} as const

/** The report for people, line by line. */
export function render(report: Report, diff: readonly string[], paint: Paint): string {
  const { facts, findings, settings, proof } = report
  const width = Math.max(0, ...facts.map(({ name }) => name.length))
  const sections = [
    facts.map(({ name, value }) => `${paint(name.padEnd(width), 'bold')}  ${value}`),
    ...findings.map((finding, index) => renderFinding(finding, index + 1, paint)),
    settings === null ? [] : [paint(headingOf(report), 'bold'), ...colouredDiff(diff, paint)],
    proof === null
      ? []
      : [`Proof: ${proof.map(({ name, result }) => `${name} ${result}`).join(', ')}`],
    [verdictLine(report)],
  ]
  const filled = sections.filter((lines) => lines.length > 0)
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** Without a login it is a guess. */
const headingOf = ({ proof }: Report) =>
  proof === null ? 'Configuration, guessed from the address of the login' : 'Configuration'

function verdictLine({ findings, verdict, proof }: Report): string {
  const count = findings.filter(({ severity }) => severity !== 'advice').length
  const advice = count < findings.length
  switch (verdict) {
    case 'healthy': {
      const seen =
        proof === null ? 'Nothing is wrong as far as one sees without a login' : 'Healthy'
      const next = proof === null ? ' --username NAME finds out the rest.' : ''
      return `${seen}${advice ? '; there is advice' : ''}.${next}`
    }
    case 'findings':
      return `${count} ${count === 1 ? 'finding' : 'findings'}${advice ? ', and advice' : ''}.`
    case 'cannot-sign-in':
      return 'The doctor could not sign in.'
  }
}

/** A finding, line by line. */
export function renderFinding(finding: Finding, number: number, paint: Paint): readonly string[] {
  const { severity, title, why, evidence, remedies } = finding
  return [
    `${number}. ${paint(`[${severity}]`, colours[severity])} ${paint(title, 'bold')}`,
    `   ${why}`,
    ...evidence.map((line) => paint(`   Seen: ${line}`, 'dim')),
    ...remedies.flatMap(({ where, text, code = '' }) => [
      `   ${places[where]}: ${text}`,
      ...(code === '' ? [] : code.split('\n').map((line) => `       ${line}`)),
    ]),
  ]
}

function colouredDiff(diff: readonly string[], paint: Paint): readonly string[] {
  if (diff.length === 0) return ['  as it is']
  return diff.map((line) => {
    if (line.startsWith('+')) return paint(line, 'green')
    return line.startsWith('-') ? paint(line, 'red') : line
  })
}
