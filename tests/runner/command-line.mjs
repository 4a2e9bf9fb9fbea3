import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * @typedef {object} Options
 * @property {boolean} help
 * @property {boolean} live Run the live servers, too.
 * @property {readonly string[] | null} only Names of the steps to run; all of them when `null`.
 * @property {readonly string[]} parts Names of parts, for the steps that have parts: these alone.
 * @property {string | null} steps A JSON file of steps to run in place of the project's own.
 */

export const usage = `Usage: node tests/run.mjs [--live] [--only STEP,STEP] [NAME…]

  --live        also sign in against the live servers (needs python3 and PyPI), in Firefox and
                WebKitGTK, and the slow proofs
  --only A,B    run these steps alone, in the usual order
  NAME          of the live servers this one alone: djoser
  --steps FILE  run the steps of a JSON file instead (for the tests of this runner)

Environment
  CHROME_PATH                       the browser to use
  FIREFOX_PATH                      the Firefox to use
  WEBKIT_DRIVER_PATH                the WebKitWebDriver to use
  LATCHKEY_TIMEOUT_<STEP>_SECONDS   how long a step may take, e.g. LATCHKEY_TIMEOUT_LIVE_SECONDS
  CI                                when set, a skipped test is a failure`

/** What the user asked for cannot be done; the message says what can. */
export class UsageError extends Error {}

/**
 * Reads the arguments of the runner.
 *
 * @param {string[]} args
 * @returns {Options}
 * @throws {UsageError} When an argument is unknown or has no value.
 */
export function readArguments(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        live: { type: 'boolean', default: false },
        only: { type: 'string' },
        steps: { type: 'string' },
      },
    })
    const { help, live, only, steps } = values
    return { help, live, only: only?.split(',') ?? null, parts: positionals, steps: steps ?? null }
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`, { cause })
  }
}

/**
 * The steps that were asked for, in the order of `steps`.
 *
 * @param {readonly import('./steps.mjs').Step[]} steps
 * @param {Pick<Options, 'live' | 'only'>} options
 * @returns {import('./steps.mjs').Step[]}
 * @throws {UsageError} When `only` names a step that does not exist.
 */
export function selectSteps(steps, { live, only }) {
  if (only === null)
    return steps.filter(
      ({ onRequest }) => onRequest === undefined || (live && onRequest === 'live'),
    )
  const names = steps.map(({ name }) => name)
  const unknown = only.filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    throw new UsageError(`No step is called ${unknown.join(', ')}. There are: ${names.join(', ')}`)
  }
  return steps.filter(({ name }) => only.includes(name))
}

/**
 * The steps, those that have parts with nothing but the parts that are named.
 *
 * @param {readonly import('./steps.mjs').Step[]} steps
 * @param {readonly string[]} names
 * @param {string} root The folder of the project.
 * @returns {import('./steps.mjs').Step[]}
 * @throws {UsageError} When none of the steps has such a part.
 */
export function narrowSteps(steps, names, root) {
  const hasParts = steps.some(({ part }) => part !== undefined)
  if (names.length > 0 && !hasParts)
    throw new UsageError(`${names.join(', ')}: of what?\n\n${usage}`)
  return steps.map((step) => {
    if (step.part === undefined) return step
    const files = names.map((name) => partNamed(step.part ?? '', name, root))
    return { ...step, command: [...step.command, ...files] }
  })
}

/**
 * @param {string} part
 * @param {string} name
 * @param {string} root
 */
function partNamed(part, name, root) {
  const file = part.replace('NAME', name)
  if (existsSync(resolve(root, file))) return file
  throw new UsageError(`There is no ${name}: ${file} does not exist.`)
}
