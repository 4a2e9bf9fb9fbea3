import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ReportError, readPlaywrightReport, readVitestReport } from './reports.mjs'

describe('readVitestReport', () => {
  it('counts a recorded report', () => {
    expect(readVitestReport(recorded('vitest'))).toEqual({
      passed: 1,
      failed: [
        "/project/u/broken.spec.ts: Cannot find module './missing.ts' imported from /project/u/broken.spec.ts",
        '/project/u/hook.spec.ts: no server',
        'sums subtracts',
      ],
      skipped: ['waits for the hook', 'sums multiplies', 'sums divides', 'sums skips itself'],
    })
  })

  it('has a failure for a test that did not finish', () => {
    const tests = [{ fullName: 'waits', status: 'pending' }]
    const file = { name: 'a.spec.ts', message: '', status: 'passed', assertionResults: tests }

    expect(readVitestReport({ testResults: [file] })).toEqual({
      passed: 0,
      failed: ['waits: did not finish'],
      skipped: [],
    })
  })
})

describe('readPlaywrightReport', () => {
  it('counts a recorded report', () => {
    expect(readPlaywrightReport(recorded('playwright'))).toEqual({
      passed: 2,
      failed: [
        'p/sums.e2e.ts › subtracts',
        'p/sums.e2e.ts › passes in the end: passed only when tried again',
        'p/sums.e2e.ts › in series › first',
        'p/sums.e2e.ts › in series › second: did not run',
      ],
      skipped: ['p/sums.e2e.ts › multiplies', 'p/sums.e2e.ts › skips itself'],
    })
  })

  it('has a failure for a file that could not be loaded', () => {
    expect(readPlaywrightReport(recorded('playwright-broken-file'))).toEqual({
      passed: 0,
      failed: [
        "Error: Cannot find module '/project/p/missing.ts' imported from /project/p/broken.e2e.ts",
      ],
      skipped: [],
    })
  })

  it.each([[null], ['text'], [{}], [{ suites: [] }], [{ suites: [{}], errors: [] }]])(
    'rejects %j',
    (report) => {
      expect(() => readPlaywrightReport(report)).toThrow(ReportError)
    },
  )
})

/** A report that the real reporter has written. */
function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'))
}
