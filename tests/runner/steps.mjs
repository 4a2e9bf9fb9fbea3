/**
 * One step of the test run. Without a report it counts as one test, passed when its command exits with 0.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command A package whose command is run (or `node`), then the arguments.
 * @property {number} timeoutSeconds A step that takes longer is ended and has failed.
 * @property {Readonly<Record<string, string>>} [env] Set for the command in addition.
 * @property {Report} [report] What the command writes; the tests in it are what is counted.
 * @property {string} [beside] Neighbours of the same group run side by side, two at a time.
 * @property {readonly string[]} [needs] Steps that must have ended before, and not have failed.
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

/** How often two tabs race for one refresh in one test. */
const trials = { usual: '30', long: '300' }

/**
 * Side by side, those that others need, and those that take longest, first. Then, on request, what takes long.
 *
 * @type {readonly Step[]}
 */
export const projectSteps = [
  quick({ name: 'build', command: ['vite', 'build'], timeoutSeconds: 300 }),
  quick({ name: 'demo', command: ['vite', 'build', '--mode', 'demo'], timeoutSeconds: 300 }),
  quick({ ...inBrowser('e2e', 900), needs: ['build', 'demo'] }),
  quick(inEslint('lint', '.', '--ignore-pattern', 'tests/**')),
  quick(inVitest('unit', 600)),
  quick({ name: 'types', command: ['vue-tsc', '--build'], timeoutSeconds: 300 }),
  quick({
    name: 'format',
    command: ['prettier', '--check', '.', ...cachedIn('.cache/prettier')],
    timeoutSeconds: 300,
  }),
  long({ ...inBrowser('e2e-long', 1800, { trials: trials.usual }), needs: ['build', 'demo'] }),
  long(inEslint('lint-tests', 'tests')),
  long(inVitest('unit-long', 900)),
  {
    ...inBrowser('firefox', 1800, { trials: trials.usual }),
    browser: 'firefox',
    needs: ['build'],
    onRequest: 'live',
  },
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
  longRun('trials', ['e2e', 'e2e-long'], 'chromium'),
  longRun('trials-firefox', ['firefox'], 'firefox'),
]

/**
 * @param {Step} step
 * @returns {Step}
 */
function quick(step) {
  return { ...step, beside: 'quick' }
}

/**
 * @param {Step} step
 * @returns {Step}
 */
function long(step) {
  return { ...step, beside: 'long', onRequest: 'live' }
}

/**
 * With types, which takes long: that of the tests, half of it, is left to `test:all`.
 *
 * @param {string} name
 * @param {readonly string[]} what
 * @returns {Step}
 */
function inEslint(name, ...what) {
  return {
    name,
    command: ['eslint', ...what, '--max-warnings', '0', ...cachedIn(`.cache/${name}/`)],
    timeoutSeconds: 600,
  }
}

/**
 * By what is in the files, and not by when they were written: a clone, or a switch of branches, writes all of them.
 *
 * @param {string} place
 */
function cachedIn(place) {
  return ['--cache', '--cache-location', place, '--cache-strategy', 'content']
}

/**
 * @param {string} project In vite.config.ts.
 * @param {number} timeoutSeconds
 * @returns {Step}
 */
function inVitest(project, timeoutSeconds) {
  const file = `.cache/reports/${project}.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  return {
    name: project,
    command: ['vitest', 'run', '--project', project, ...reporters],
    timeoutSeconds,
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
  return {
    ...inBrowser(name, 7200, { projects, paths: ['tests/e2e/tabs'], trials: trials.long }),
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
 * @param {string} [more.trials] How often two tabs race in one test; a few times when left out.
 * @returns {Step}
 */
function inBrowser(
  name,
  timeoutSeconds,
  { projects = [name], paths = [], reporters = '', workers, trials } = {},
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
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...(trials && { TAB_TRIALS: trials }) },
    report: { format: 'playwright', file },
    browser: 'chromium',
  }
}
