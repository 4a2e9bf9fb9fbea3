import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { provideBrowser, provideFirefox, provideWebKit } from './browser.mjs'
import { UsageError, narrowSteps, readArguments, selectSteps, usage } from './command-line.mjs'
import { createMachine } from './machine.mjs'
import { Processes } from './processes.mjs'
import { Runner } from './runner.mjs'
import { projectSteps } from './steps.mjs'
import { failure } from './suite.mjs'
import { exitCodeOf, lastLine, summary, tally } from './summary.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** @type {import('./processes.mjs').Output} */
const output = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}

/**
 * Runs the tests, prints the summary, and sets the exit code: 0 when all is well, 1 when something failed or
 * nothing ran, 2 when the arguments make no sense.
 *
 * @param {string[]} args
 */
export async function main(args) {
  try {
    const options = readArguments(args)
    if (options.help) console.log(usage)
    else await runAndTell(narrowSteps(selectSteps(stepsFor(options), options), options.parts, root))
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}

/**
 * @param {import('./command-line.mjs').Options} options
 * @returns {readonly import('./steps.mjs').Step[]}
 */
function stepsFor({ steps }) {
  return steps === null ? projectSteps : JSON.parse(readFileSync(steps, 'utf8'))
}

/** @param {import('./steps.mjs').Step[]} steps */
async function runAndTell(steps) {
  const runner = createRunner()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => runner.interrupt())
  // Whoever read the output has gone.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => runner.interrupt())
  }

  const results = await resultsOf(runner, steps)
  const total = tally(results)
  await drained(process.stderr)
  process.stdout.write(`\n${summary(results)}\n${lastLine(total)}\n`)
  process.exitCode = exitCodeOf(total)
}

function createRunner() {
  const env = childEnvironment()
  const processes = new Processes()
  const machine = createMachine({ root, env, processes, output })
  return new Runner({
    root,
    env,
    processes,
    output,
    browsers: {
      chromium: () => provideBrowser(machine),
      firefox: () => provideFirefox(machine),
      webkit: () => provideWebKit(machine),
    },
  })
}

/**
 * A defect of the runner is a failure as any other: it must not look like a run without one.
 *
 * @param {Runner} runner
 * @param {import('./steps.mjs').Step[]} steps
 */
async function resultsOf(runner, steps) {
  try {
    await runner.run(steps)
    return runner.results
  } catch (error) {
    runner.interrupt()
    console.error(error)
    const outcome = failure(`the runner itself failed: ${error}`)
    return [...runner.results, { name: 'runner', seconds: 0, outcome }]
  }
}

/** Of these Vite reads what somebody has in `.env.local`, unless they are set: the tests are about none of it. */
const settingsOfNobody = {
  API_PROXY: '',
  BASE_PATH: '/',
  MOCK_ACCESS_SECONDS: '',
  MOCK_DIALECT: '',
  MOCK_REFRESH_SECONDS: '',
  MOCK_ROTATE: '',
}

/** What the commands get: not the mode of whoever started the run, but whether a person is watching. */
function childEnvironment() {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, ...settingsOfNobody }
  delete env['NODE_ENV']
  const isWatched = process.stdout.isTTY && !env['NO_COLOR']
  return isWatched ? { FORCE_COLOR: '1', ...env } : env
}

/** @param {NodeJS.WriteStream} stream */
async function drained(stream) {
  await new Promise((resolve) => stream.write('', resolve))
}
