import { describe, expect, it } from 'vitest'
import type { Finding, Severity } from '@/cli/doctor/finding'
import { coloured, plain, render } from '@/cli/doctor/render'
import type { Report } from '@/cli/doctor/report'

const finding = (severity: Severity): Finding => ({
  id: severity,
  severity,
  evidence: ['GET http://a/: 403 {"detail":"No."}'],
  title: 'It is wrong.',
  why: 'Somebody suffers.',
  remedies: [{ where: 'server', text: 'Set:', code: 'A = 1\nB = 2' }],
})

const report: Report = {
  baseUrl: 'http://a',
  origin: 'http://b',
  verdict: 'healthy',
  facts: [
    { name: 'Login', value: 'POST /login' },
    { name: 'Refresh token', value: 'opaque' },
  ],
  findings: [],
  settings: { profile: 'djoser' },
  proof: [{ name: 'log in', result: 'done' }],
  questions: 9,
}

const lastLine = (changes: Partial<Report>) =>
  render({ ...report, ...changes }, [], plain)
    .trimEnd()
    .split('\n')
    .at(-1)

describe('render', () => {
  it('writes facts in columns, findings with what mends them, the change, the proof and the verdict', () => {
    const findings = [finding('serious')]

    const text = render({ ...report, findings, verdict: 'findings' }, ['- a', '+ b'], plain)

    expect(text).toBe(
      [
        'Login          POST /login',
        'Refresh token  opaque',
        '',
        '1. [serious] It is wrong.',
        '   Somebody suffers.',
        '   Seen: GET http://a/: 403 {"detail":"No."}',
        '   On the server: Set:',
        '       A = 1',
        '       B = 2',
        '',
        'Configuration',
        '- a',
        '+ b',
        '',
        'Proof: log in done',
        '',
        '1 finding.',
        '',
      ].join('\n'),
    )
  })

  it.each<[Partial<Report>, string]>([
    [{}, 'Healthy.'],
    [{ findings: [finding('advice')] }, 'Healthy; there is advice.'],
    [
      { findings: [finding('blocking'), finding('advice')], verdict: 'findings' },
      '1 finding, and advice.',
    ],
    [{ verdict: 'cannot-sign-in' }, 'The doctor could not sign in.'],
    [
      { proof: null },
      'Nothing is wrong as far as one sees without a login. --username NAME finds out the rest.',
    ],
  ])('ends with the verdict: %#', (changes, line) => {
    expect(lastLine(changes)).toBe(line)
  })

  it('calls a configuration a guess that no login has proven', () => {
    expect(render({ ...report, proof: null }, [], plain)).toContain(
      'Configuration, guessed from the address of the login\n  as it is',
    )
  })

  it('paints only where it is told to', () => {
    expect(render(report, ['+ b'], coloured)).toContain('\u001b[32m+ b\u001b[0m')
    expect(render(report, ['+ b'], plain)).not.toContain('\u001b')
  })
})
