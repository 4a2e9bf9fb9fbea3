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
 * @property {'chromium' | 'firefox' | 'webkit'} [browser] Needs one, named to it in LATCHKEY_BROWSER, LATCHKEY_FIREFOX
 *   or LATCHKEY_WEBKIT.
 * @property {string} [part] The file of one part of it, with `NAME` for a name that the command line gives.
 * @property {'live' | 'name'} [onRequest] Left out unless asked for: by `--live` as well, or by its name alone.
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
  { ...inBrowser('tabs', 900), needs: ['build'], onRequest: 'live' },
  { ...inBrowser('firefox', 1800), browser: 'firefox', needs: ['build'], onRequest: 'live' },
  { ...inBrowser('webkit', 600), browser: 'webkit', needs: ['build', 'demo'], onRequest: 'live' },
  {
    ...inBrowser('live', 1800, {
      reporters: ',./tests/live/table/backends-table-reporter.mjs',
      // Most of the time they wait for tokens to run out.
      workers: 5,
    }),
    needs: ['build'],
    part: 'tests/live/matrix/NAME.live.ts',
    onRequest: 'live',
  },
  longRun('trials', ['e2e', 'tabs'], 'chromium'),
  longRun('trials-firefox', ['firefox'], 'firefox'),
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
 * What is a matter of chance is tried ten times as often.
 *
 * @param {string} name
 * @param {readonly string[]} projects
 * @param {'chromium' | 'firefox'} browser
 * @returns {Step}
 */
function longRun(name, projects, browser) {
  const step = inBrowser(name, 7200, { projects, paths: ['tests/e2e/tabs'] })
  return {
    ...step,
    env: { ...step.env, TAB_TRIALS: '300' },
    browser,
    needs: ['build'],
    onRequest: 'name',
  }
}

/**
 * @param {string} name
 * @param {number} timeoutSeconds
 * @param {object} [more]
 * @param {readonly string[]} [more.projects] In playwright.config.ts; that with the name of the step when left out.
 * @param {readonly string[]} [more.paths] Of the test files; all of them when left out.
 * @param {string} [more.reporters] Further ones, with a comma before each.
 * @param {number} [more.workers] As playwright.config.ts says when left out.
 * @returns {Step}
 */
function inBrowser(
  name,
  timeoutSeconds,
  { projects = [name], paths = [], reporters = '', workers } = {},
) {
  const file = `.cache/reports/${name}.json`
  return {
    name,
    command: [
      '@playwright/test',
      'test',
      ...paths,
      ...projects.flatMap((project) => ['--project', project]),
      `--reporter=list,json${reporters}`,
      ...(workers === undefined ? [] : [`--workers=${workers}`]),
    ],
    timeoutSeconds,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    report: { format: 'playwright', file },
    browser: 'chromium',
  }
}
