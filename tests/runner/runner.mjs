import { failure, runSuite } from './suite.mjs'

/**
 * @typedef {object} RunnerOptions
 * @property {string} root The folder of the project.
 * @property {NodeJS.ProcessEnv} env What the commands get.
 * @property {import('./processes.mjs').Processes} processes
 * @property {import('./processes.mjs').Output} output Where what they print goes.
 * @property {Readonly<Record<BrowserName, Provide>>} browsers
 */

/** @typedef {() => Promise<{ path: string } | { problem: string }>} Provide */

/** @typedef {NonNullable<import('./steps.mjs').Step['browser']>} BrowserName */

/** Runs steps in order, those of a group side by side, and keeps what each one counted. */
export class Runner {
  /** @type {RunnerOptions} */
  #options
  /** @type {import('./summary.mjs').StepResult[]} */
  #results = []
  /** @type {Map<BrowserName, ReturnType<Provide>>} */
  #browsers = new Map()
  #isInterrupted = false

  /** @param {RunnerOptions} options */
  constructor(options) {
    this.#options = options
  }

  /** What the steps that have ended counted, in order. */
  get results() {
    return this.#results
  }

  /** @param {readonly import('./steps.mjs').Step[]} steps */
  async run(steps) {
    for (const group of groupsOf(steps)) {
      if (this.#isInterrupted) return
      const results = group.length > 1 ? await this.#sideBySide(group) : await this.#alone(group)
      this.#results.push(...results)
    }
  }

  /** Ends what is running; that has failed, and nothing is started any more. */
  interrupt() {
    this.#isInterrupted = true
    this.#options.processes.endAll()
  }

  /** @param {readonly import('./steps.mjs').Step[]} group */
  async #alone(group) {
    const results = []
    for (const step of group) {
      this.#print(headerOf(step))
      results.push(await this.#runStep(step, this.#options.output))
    }
    return results
  }

  /**
   * What each prints is shown in one piece, when it is done.
   *
   * @param {readonly import('./steps.mjs').Step[]} group
   */
  async #sideBySide(group) {
    this.#print(`\nSide by side: ${group.map(({ name }) => name).join(', ')}\n`)
    return Promise.all(
      group.map(async (step) => {
        /** @type {Uint8Array[]} */
        const printed = []
        const keep = (/** @type {Uint8Array} */ text) => printed.push(text)
        const result = await this.#runStep(step, { out: keep, err: keep })
        this.#print(headerOf(step))
        this.#options.output.out(Buffer.concat(printed))
        return result
      }),
    )
  }

  /**
   * @param {import('./steps.mjs').Step} step
   * @param {import('./processes.mjs').Output} output
   * @returns {Promise<import('./summary.mjs').StepResult>}
   */
  async #runStep(step, output) {
    const start = performance.now()
    const outcome = await this.#outcomeOf(step, output)
    return {
      name: step.name,
      seconds: (performance.now() - start) / 1000,
      outcome: this.#isInterrupted ? failure('was interrupted') : this.#judgeSkips(outcome),
    }
  }

  /**
   * @param {import('./steps.mjs').Step} step
   * @param {import('./processes.mjs').Output} output
   */
  async #outcomeOf(step, output) {
    const blocker = this.#blockerOf(step)
    if (blocker) return failure(`not run against an old build, because ${blocker} failed`)

    const { root, env, processes } = this.#options
    if (!step.browser) return runSuite(step, { root, env, processes, output })

    const browser = await this.#browserOf(step.browser)
    if ('problem' in browser) {
      return step.browser === 'chromium' ? failure(browser.problem) : skip(browser.problem)
    }
    this.#print(`Browser: ${browser.path}\n`)
    const withBrowser = { ...env, [variables[step.browser]]: browser.path }
    return runSuite(step, { root, env: withBrowser, processes, output })
  }

  /**
   * Looked for once.
   *
   * @param {BrowserName} name
   */
  #browserOf(name) {
    const found = this.#browsers.get(name) ?? this.#options.browsers[name]()
    this.#browsers.set(name, found)
    return found
  }

  /** @param {import('./steps.mjs').Step} step */
  #blockerOf({ needs = [] }) {
    return this.#results.find(
      ({ name, outcome }) => needs.includes(name) && outcome.failed.length > 0,
    )?.name
  }

  /** @param {import('./reports.mjs').Outcome} outcome */
  #judgeSkips(outcome) {
    if (!isSet(this.#options.env['CI'])) return outcome
    const failed = outcome.skipped.map((name) => `${name}: skipped, which is a failure in CI`)
    return { ...outcome, failed: [...outcome.failed, ...failed], skipped: [] }
  }

  /** @param {string} text */
  #print(text) {
    this.#options.output.out(Buffer.from(text))
  }
}

/** Where Playwright's configuration looks for the browser. */
const variables = {
  chromium: 'LATCHKEY_BROWSER',
  firefox: 'LATCHKEY_FIREFOX',
  webkit: 'LATCHKEY_WEBKIT',
}

/**
 * Further browsers are not on every machine; where CI is set, the skip is a failure.
 *
 * @param {string} problem
 * @returns {import('./reports.mjs').Outcome}
 */
function skip(problem) {
  return { passed: 0, failed: [], skipped: [problem] }
}

/** @param {string | undefined} value */
function isSet(value) {
  return value !== undefined && !['', '0', 'false'].includes(value)
}

/** @param {import('./steps.mjs').Step} step */
function headerOf({ name, command }) {
  return `\n── ${name}: ${command.join(' ')}\n`
}

/**
 * @param {readonly import('./steps.mjs').Step[]} steps
 * @returns {import('./steps.mjs').Step[][]}
 */
function groupsOf(steps) {
  /** @type {import('./steps.mjs').Step[][]} */
  const groups = []
  for (const step of steps) {
    const last = groups.at(-1)
    if (step.beside && last?.[0]?.beside === step.beside) last.push(step)
    else groups.push([step])
  }
  return groups
}
