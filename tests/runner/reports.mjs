/**
 * What a report tells. `failed` and `skipped` are the names of tests; a failure outside of any test is in
 * `failed` too, by its message.
 *
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {string[]} failed
 * @property {string[]} skipped
 */

/** The report is not of the expected shape. */
export class ReportError extends Error {}

/**
 * Reads the report of Vitest's `json` reporter. A file that could not be loaded is one failure.
 *
 * @param {unknown} report
 * @returns {Outcome}
 * @throws {ReportError}
 */
export function readVitestReport(report) {
  const outcome = emptyOutcome()
  for (const file of listOf(report, 'testResults')) {
    const before = outcome.failed.length
    for (const test of listOf(file, 'assertionResults')) {
      countVitest(outcome, textOf(test, 'status'), textOf(test, 'fullName'))
    }
    const isFailed = textOf(file, 'status') !== 'passed'
    if (isFailed && outcome.failed.length === before) {
      outcome.failed.push(`${textOf(file, 'name')}: ${textOf(file, 'message') || 'a hook failed'}`)
    }
  }
  return outcome
}

/**
 * @param {Outcome} outcome
 * @param {string} status
 * @param {string} name
 */
function countVitest(outcome, status, name) {
  if (status === 'passed') outcome.passed += 1
  else if (status === 'skipped' || status === 'todo') outcome.skipped.push(name)
  else if (status === 'failed') outcome.failed.push(name)
  else outcome.failed.push(`${name}: did not finish`)
}

/**
 * Reads the report of Playwright's `json` reporter. A flaky test has failed, and so has one that did not run
 * without anything in its source saying that it is to be skipped.
 *
 * @param {unknown} report
 * @returns {Outcome}
 * @throws {ReportError}
 */
export function readPlaywrightReport(report) {
  const outcome = emptyOutcome()
  for (const suite of listOf(report, 'suites')) countSuite(outcome, suite, [])
  for (const error of listOf(report, 'errors')) outcome.failed.push(textOf(error, 'message'))
  return outcome
}

/**
 * @param {Outcome} outcome
 * @param {unknown} suite
 * @param {readonly string[]} parents
 */
function countSuite(outcome, suite, parents) {
  const titles = [...parents, textOf(suite, 'title')]
  for (const spec of listOf(suite, 'specs')) {
    const name = [...titles, textOf(spec, 'title')].join(' › ')
    for (const test of listOf(spec, 'tests')) countPlaywright(outcome, test, name)
  }
  for (const child of listOf(suite, 'suites', [])) countSuite(outcome, child, titles)
}

/**
 * @param {Outcome} outcome
 * @param {unknown} test
 * @param {string} name
 */
function countPlaywright(outcome, test, name) {
  const status = textOf(test, 'status')
  if (status === 'expected') outcome.passed += 1
  else if (status === 'skipped' && isDeclaredSkip(test)) outcome.skipped.push(name)
  else if (status === 'skipped') outcome.failed.push(`${name}: did not run`)
  else if (status === 'flaky') outcome.failed.push(`${name}: passed only when tried again`)
  else outcome.failed.push(name)
}

/** @param {unknown} test */
function isDeclaredSkip(test) {
  return listOf(test, 'annotations').some((annotation) =>
    ['skip', 'fixme'].includes(textOf(annotation, 'type')),
  )
}

/** @returns {Outcome} */
function emptyOutcome() {
  return { passed: 0, failed: [], skipped: [] }
}

/**
 * @param {unknown} value
 * @param {string} key
 * @param {unknown[]} [fallback] Stands in for a property that is not there.
 * @returns {unknown[]}
 */
function listOf(value, key, fallback) {
  const list = property(value, key) ?? fallback
  if (!Array.isArray(list)) throw new ReportError(`"${key}" is not a list`)
  return list
}

/**
 * @param {unknown} value
 * @param {string} key
 * @returns {string}
 */
function textOf(value, key) {
  const text = property(value, key)
  if (typeof text !== 'string') throw new ReportError(`"${key}" is not a text`)
  return text
}

/**
 * @param {unknown} value
 * @param {string} key
 * @returns {unknown}
 */
function property(value, key) {
  if (typeof value !== 'object' || value === null) throw new ReportError(`no object with "${key}"`)
  return /** @type {Record<string, unknown>} */ (value)[key]
}
