import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {object} StepResult
 * @property {string} name
 * @property {number} seconds
 * @property {import('./reports.mjs').Outcome} outcome
 */

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * Adds up what the steps counted.
 *
 * @param {readonly StepResult[]} results
 * @returns {Tally}
 */
export function tally(results) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const { outcome } of results) {
    total.passed += outcome.passed
    total.failed += outcome.failed.length
    total.skipped += outcome.skipped.length
  }
  return total
}

/**
 * 0 when something passed and nothing failed, otherwise 1.
 *
 * @param {Tally} total
 */
export function exitCodeOf({ passed, failed }) {
  return failed === 0 && passed > 0 ? 0 : 1
}

/**
 * The line that a run closes with, e.g. `12 passed, 0 failed`.
 *
 * @param {Tally} total
 */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/**
 * What failed and what was skipped by name, then a table with a row for each step.
 *
 * @param {readonly StepResult[]} results
 */
export function summary(results) {
  return [...results.flatMap(namesOf), '', ...tableOf(results), ''].join('\n')
}

/** @param {StepResult} result */
function namesOf({ name, outcome }) {
  return [
    ...outcome.failed.map((text) => `FAILED   ${name}: ${firstLine(text)}`),
    ...outcome.skipped.map((text) => `SKIPPED  ${name}: ${firstLine(text)}`),
  ]
}

/** @param {string} text */
function firstLine(text) {
  return stripVTControlCharacters(text).trim().split('\n', 1)[0]
}

/** @param {readonly StepResult[]} results */
function tableOf(results) {
  return [
    row('step', 'passed', 'failed', 'skipped', 'seconds'),
    ...results.map(({ name, seconds, outcome: { passed, failed, skipped } }) =>
      row(name, passed, failed.length, skipped.length, seconds.toFixed(1)),
    ),
  ]
}

/**
 * @param {string} name
 * @param {...(string | number)} cells
 */
function row(name, ...cells) {
  return name.padEnd(10) + cells.map((cell) => String(cell).padStart(10)).join('')
}
