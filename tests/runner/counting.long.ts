import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PlantedRun, vitestReport } from './planted.ts'

describe('the counts of a run', { timeout: 30_000 }, () => {
  let planted: PlantedRun

  beforeEach(() => {
    planted = new PlantedRun()
  })

  afterEach(() => planted.remove())

  it('adds up the tests of a suite and one for each step without a report', async () => {
    const ended = await planted.run([
      planted.step('lint', ''),
      planted.suite('vitest', vitestReport('passed', 'passed')),
    ])

    expect(ended).toMatchObject({ code: 0, lastLine: '3 passed, 0 failed' })
  })

  it('has a failure when a step without a report does', async () => {
    const ended = await planted.run([
      planted.step('lint', 'process.exit(1)'),
      planted.step('format', ''),
    ])

    expect(ended).toMatchObject({ code: 1, lastLine: '1 passed, 1 failed' })
    expect(ended.stdout).toContain('FAILED   lint: exited with 1')
  })

  it('has a failure when a suite fails without a failed test', async () => {
    const ended = await planted.run([planted.suite('vitest', vitestReport('passed'), 1)])

    expect(ended).toMatchObject({ code: 1, lastLine: '1 passed, 1 failed' })
    expect(ended.stdout).toContain('exited with 1, with no failed test in the report')
  })

  it('has a failure when a test failed and the suite exits with 0', async () => {
    const ended = await planted.run([planted.suite('vitest', vitestReport('passed', 'failed'), 0)])

    expect(ended).toMatchObject({ code: 1, lastLine: '1 passed, 1 failed' })
    expect(ended.stdout).toContain('FAILED   suite: test 1')
  })

  it('does not count a failed test twice', async () => {
    const ended = await planted.run([planted.suite('vitest', vitestReport('failed', 'failed'), 1)])

    expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 2 failed' })
  })

  it('has a failure when a suite writes no report', async () => {
    const report = { format: 'vitest', file: planted.file('report.json') } as const

    const ended = await planted.run([planted.step('unit', '', { report })])

    expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed' })
    expect(ended.stdout).toContain('exited with 0, and wrote no report')
  })

  it.each([
    ['no JSON', '{"testResults": ['],
    ['no report', '{}'],
    ['null', 'null'],
    ['a test without a status', '{"testResults":[{"assertionResults":[{}]}]}'],
  ])('has a failure when the report is %s', async (_, text) => {
    const ended = await planted.run([planted.suite('vitest', text)])

    expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed' })
    expect(ended.stdout).toContain('wrote a report that cannot be read')
  })

  it.each(['vitest', 'playwright'] as const)(
    'has a failure when a suite of %s ran nothing',
    async (format) => {
      const empty = { testResults: [], suites: [], errors: [] }

      const ended = await planted.run([planted.suite(format, empty)])

      expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed' })
      expect(ended.stdout).toContain('ran nothing')
    },
  )

  it('does not take the report of an earlier run', async () => {
    const file = planted.file('report.json')
    writeFileSync(file, JSON.stringify(vitestReport('passed')))

    const ended = await planted.run([
      planted.step('unit', '', { report: { format: 'vitest', file } }),
    ])

    expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed' })
  })

  it('has one failure when a suite takes too long, whatever it reported', async () => {
    const suite = planted.suite('vitest', vitestReport('passed', 'failed', 'failed'))
    const [node = '', flag = '', script = ''] = suite.command
    const hanging = script.replace('process.exit(0)', 'setTimeout(() => {}, 60_000)')

    const ended = await planted.run([
      { ...suite, command: [node, flag, hanging], timeoutSeconds: 2 },
    ])

    expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed' })
    expect(ended.stdout).toContain('suite: took longer than 2 s and was ended')
  })

  it('names what was skipped', async () => {
    const report = vitestReport('passed', 'skipped', 'todo')

    const ended = await planted.run([planted.suite('vitest', report)])

    expect(ended).toMatchObject({ code: 0, lastLine: '1 passed, 0 failed, 2 skipped' })
    expect(ended.stdout).toContain('SKIPPED  suite: test 1\nSKIPPED  suite: test 2\n')
  })

  it('has a failure for each skipped test when CI is set', async () => {
    const inCi = new PlantedRun({ CI: 'true' })
    const report = vitestReport('passed', 'skipped', 'todo')

    const ended = await inCi.run([inCi.suite('vitest', report)])

    inCi.remove()
    expect(ended).toMatchObject({ code: 1, lastLine: '1 passed, 2 failed' })
  })

  it('has a failure when a package is not installed', async () => {
    const command = ['no-such-package', 'run']

    const ended = await planted.run([{ name: 'unit', command, timeoutSeconds: 5 }])

    expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed' })
    expect(ended.stdout).toContain('no-such-package is not installed. Run: npm ci')
  })

  it('has a failure for what needs a build that failed, and does not run it', async () => {
    const trace = planted.file('trace')
    const e2e = planted.step('e2e', `fs.writeFileSync(${JSON.stringify(trace)}, '')`)

    const ended = await planted.run([
      planted.step('build', 'process.exit(1)'),
      { ...e2e, needs: ['build'] },
    ])

    expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 2 failed' })
    expect(ended.stdout).toContain('e2e: not run against an old build, because build failed')
    expect(existsSync(trace)).toBe(false)
  })

  it('is a failure when there was nothing to run', async () => {
    const ended = await planted.run([])

    expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 0 failed' })
  })

  it('is shown step by step', async () => {
    const ended = await planted.run([
      planted.step('lint', ''),
      planted.suite('vitest', vitestReport('failed', 'skipped'), 1),
    ])

    expect(ended.stdout).toMatch(/^step +passed +failed +skipped +seconds$/m)
    expect(ended.stdout).toMatch(/^lint +1 +0 +0 +\d+\.\d$/m)
    expect(ended.stdout).toMatch(/^suite +0 +1 +1 +\d+\.\d$/m)
  })

  it('does not depend on NODE_ENV', async () => {
    const inTest = new PlantedRun({ NODE_ENV: 'development' })
    const file = inTest.file('mode')
    const script = `fs.writeFileSync(${JSON.stringify(file)}, String(process.env.NODE_ENV))`

    await inTest.run([inTest.step('build', script)])

    expect(readFileSync(file, 'utf8')).toBe('undefined')
    inTest.remove()
  })
})
