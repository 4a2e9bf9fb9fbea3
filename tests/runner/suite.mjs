import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { readPlaywrightReport, readVitestReport } from './reports.mjs'
import { UnknownToolError, commandOf } from './tools.mjs'

/**
 * @typedef {object} SuiteOptions
 * @property {string} root
 * @property {NodeJS.ProcessEnv} env
 * @property {import('./processes.mjs').Processes} processes
 * @property {import('./processes.mjs').Output} output
 */

const readers = { vitest: readVitestReport, playwright: readPlaywrightReport }

/**
 * Runs the command of a step and reads what it reports. Whatever keeps it from telling what it did is one
 * failure. Never rejects.
 *
 * @param {import('./steps.mjs').Step} step
 * @param {SuiteOptions} options
 * @returns {Promise<import('./reports.mjs').Outcome>}
 */
export async function runSuite(step, options) {
  try {
    const report = prepareReport(step, options.root)
    const ending = await runCommand(step, options)
    if (!report) return outcomeOfEnding(ending)
    return withEnding(readReport(report, ending), ending)
  } catch (error) {
    return failure(error instanceof UnknownToolError ? error.message : String(error))
  }
}

/**
 * An outcome of one failure.
 *
 * @param {string} message
 * @returns {import('./reports.mjs').Outcome}
 */
export function failure(message) {
  return { passed: 0, failed: [message], skipped: [] }
}

/**
 * Removes the report of an earlier run, so that it cannot be taken for one of this run.
 *
 * @param {import('./steps.mjs').Step} step
 * @param {string} root
 */
function prepareReport({ report }, root) {
  if (!report) return null
  const file = resolve(root, report.file)
  rmSync(file, { recursive: true, force: true })
  mkdirSync(dirname(file), { recursive: true })
  return { file, read: readers[report.format] }
}

/**
 * @param {import('./steps.mjs').Step} step
 * @param {SuiteOptions} options
 */
function runCommand(step, { root, env, processes, output }) {
  const [command, ...args] = commandOf(step.command, root)
  return processes.run(command, args, {
    cwd: root,
    env: { ...env, ...step.env },
    timeoutSeconds: timeoutOf(step, env),
    output,
  })
}

/**
 * @param {import('./steps.mjs').Step} step
 * @param {NodeJS.ProcessEnv} env
 */
function timeoutOf({ name, timeoutSeconds }, env) {
  const seconds = Number(env[`LATCHKEY_TIMEOUT_${name.toUpperCase().replaceAll('-', '_')}_SECONDS`])
  return seconds > 0 ? seconds : timeoutSeconds
}

/**
 * @param {import('./processes.mjs').Ending} ending
 * @returns {import('./reports.mjs').Outcome}
 */
function outcomeOfEnding(ending) {
  const problem = problemOf(ending)
  return problem === null ? { passed: 1, failed: [], skipped: [] } : failure(problem)
}

/**
 * @param {NonNullable<ReturnType<typeof prepareReport>>} report
 * @param {import('./processes.mjs').Ending} ending
 * @returns {import('./reports.mjs').Outcome}
 */
function readReport({ file, read }, ending) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const what = isMissing ? 'wrote no report' : `wrote a report that cannot be read: ${error}`
    return failure(`${problemOf(ending) ?? 'exited with 0'}, and ${what}`)
  }
}

/**
 * Adds what the report does not know: how the command ended, and that it ran nothing.
 *
 * @param {import('./reports.mjs').Outcome} outcome
 * @param {import('./processes.mjs').Ending} ending
 * @returns {import('./reports.mjs').Outcome}
 */
function withEnding(outcome, ending) {
  const problem = problemOf(ending)
  const { passed, failed, skipped } = outcome
  if (ending.how === 'timeout' && problem !== null) return { passed: 0, failed: [problem], skipped }
  if (failed.length > 0) return outcome
  if (problem !== null) {
    return { ...outcome, failed: [`${problem}, with no failed test in the report`] }
  }
  if (passed + skipped.length === 0) return failure('ran nothing')
  return outcome
}

/**
 * @param {import('./processes.mjs').Ending} ending
 * @returns {string | null} `null` when all went well.
 */
function problemOf(ending) {
  switch (ending.how) {
    case 'exited':
      return ending.code === 0 ? null : `exited with ${ending.code}`
    case 'signal':
      return `was ended by ${ending.signal}`
    case 'timeout':
      return `took longer than ${ending.seconds} s and was ended`
    case 'start':
      return `did not start: ${ending.message}`
  }
}
