/**
 * One step of the test run. Without a report it counts as one test, passed when its command exits with 0.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command A package whose command is run (or `node`), then the arguments.
 * @property {number} timeoutSeconds A step that takes longer is ended and has failed.
 * @property {Readonly<Record<string, string>>} [env] Set for the command in addition.
 * @property {Report} [report] What the command writes; the tests in it are what is counted.
 * @property {string} [beside] Neighbours of the same group run side by side.
 * @property {readonly string[]} [needs] Steps that must not have failed before.
 * @property {boolean} [browser] Needs a browser, named to it in LATCHKEY_BROWSER.
 * @property {boolean} [onRequest] Left out unless asked for.
 */

/**
 * @typedef {object} Report
 * @property {'vitest' | 'playwright'} format
 * @property {string} file From the root of the project.
 */

/** @type {readonly Step[]} */
export const projectSteps = [
  check('lint', ['eslint', '.', '--max-warnings', '0'], 300),
  check('format', ['prettier', '--check', '.'], 120),
  check('types', ['vue-tsc', '--build'], 300),
  unit(),
  { name: 'build', command: ['vite', 'build'], timeoutSeconds: 300 },
  { name: 'demo', command: ['vite', 'build', '--mode', 'demo'], timeoutSeconds: 300 },
  { ...inBrowser('e2e', 900), needs: ['build', 'demo'] },
  {
    ...inBrowser('live', 1800, ',./tests/live/table/seeds-table-reporter.mjs'),
    needs: ['build'],
    onRequest: true,
  },
]

/**
 * @param {string} name
 * @param {readonly string[]} command
 * @param {number} timeoutSeconds
 * @returns {Step}
 */
function check(name, command, timeoutSeconds) {
  return { name, command, timeoutSeconds, beside: 'checks' }
}

/** @returns {Step} */
function unit() {
  const file = '.cache/reports/unit.json'
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  return {
    name: 'unit',
    command: ['vitest', 'run', ...reporters],
    timeoutSeconds: 600,
    report: { format: 'vitest', file },
  }
}

/**
 * @param {string} name Also the name of the project in playwright.config.ts.
 * @param {number} timeoutSeconds
 * @param {string} [furtherReporters] With a comma before each.
 * @returns {Step}
 */
function inBrowser(name, timeoutSeconds, furtherReporters = '') {
  const file = `.cache/reports/${name}.json`
  return {
    name,
    command: [
      '@playwright/test',
      'test',
      '--project',
      name,
      `--reporter=list,json${furtherReporters}`,
    ],
    timeoutSeconds,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    report: { format: 'playwright', file },
    browser: true,
  }
}
