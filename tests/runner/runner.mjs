import { NamedOutput } from './named-output.mjs'
import { failure, runSuite } from './suite.mjs'
import { lastLine, tally } from './summary.mjs'

/** How many steps of a group run at a time: as many as use two cores, while browsers wait for their pages. */
const places = 2

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
      if (group.length > 1) await this.#sideBySide(group)
      else await this.#alone(group)
    }
  }

  /** Ends what is running; that has failed, and nothing is started any more. */
  interrupt() {
    this.#isInterrupted = true
    this.#options.processes.endAll()
  }

  /** @param {readonly import('./steps.mjs').Step[]} group */
  async #alone(group) {
    for (const step of group) {
      if (this.#isInterrupted) return
      this.#print(headerOf(step))
      this.#results.push(await this.#runStep(step, this.#options.output))
    }
  }

  /**
   * Keeps the places taken: each step starts when what it needs of the group has ended. What they print is told apart
   * by their names.
   *
   * @param {readonly import('./steps.mjs').Step[]} group
   */
  async #sideBySide(group) {
    const waiting = new Set(group)
    /** @type {Map<import('./steps.mjs').Step, Promise<void>>} */
    const running = new Map()
    while (waiting.size + running.size > 0) {
      const open = new Set([...waiting, ...running.keys()].map(({ name }) => name))
      const next = [...waiting].find(({ needs = [] }) => !needs.some((name) => open.has(name)))
      if (!next || running.size >= places || this.#isInterrupted) {
        if (running.size === 0) return
        await Promise.race(running.values())
        continue
      }
      waiting.delete(next)
      running.set(
        next,
        this.#besideOthers(next).then(() => void running.delete(next)),
      )
    }
  }

  /** @param {import('./steps.mjs').Step} step */
  async #besideOthers(step) {
    this.#print(headerOf(step))
    const output = new NamedOutput(step.name, this.#options.output)
    const result = await this.#runStep(step, output)
    output.end()
    this.#results.push(result)
    this.#print(footerOf(result))
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

/** @param {import('./summary.mjs').StepResult} result */
function footerOf(result) {
  return `── ${result.name}: ${lastLine(tally([result]))}, after ${result.seconds.toFixed(1)} s\n`
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
