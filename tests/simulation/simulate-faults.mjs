import { availableParallelism } from 'node:os'
import { faults } from './faults/faults.mjs'
import { plant } from './faults/fault.mjs'
import { runUnitTests } from './faults/run-unit-tests.mjs'
import { bundle } from './runner/bundle.mjs'
import { writeDocs } from './runner/documentation.mjs'
import { runParallel } from './runner/run-parallel.mjs'

/** How many schedules each fault gets to be noticed. */
const mostRuns = 20_000
const depth = 2
/** Of so many schedules that fail, one must not fail without the fault. */
const mostFailures = 20

const args = process.argv.slice(2)
const only = args.find((arg) => !arg.startsWith('--'))
const wanted = faults.filter(({ name }) => only === undefined || name.includes(only))
const queue = wanted.map((fault, at) => ({ fault, at }))
/** @type {string[]} */
const caughtBy = []
const sound = await bundle('sound')

await Promise.all(Array.from({ length: availableParallelism() }, work))
const uncaught = wanted.filter((_, at) => caughtBy[at] === '')
console.log(`\n${wanted.length} faults, ${uncaught.length} uncaught`)
for (const { name } of uncaught) console.log(`  ${name}`)
if (args.includes('--docs')) writeDocs('faults', table())
process.exitCode = uncaught.length === 0 ? 0 : 1

async function work() {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { fault, at } = next
    caughtBy[at] = (await tryFault(fault, at).catch(endless)) || (await tryUnitTests(fault))
    console.log(`${fault.name} -> ${caughtBy[at] || 'UNCAUGHT'}`)
  }
}

/**
 * A fault that lets a run go on for ever has filled the memory, and is noticed.
 *
 * @param {unknown} error
 */
function endless(error) {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return 'a run comes to an end'
  }
  throw error
}

/**
 * What no schedule reaches a test of the module may.
 *
 * @param {import('./faults/fault.mjs').Fault} fault
 */
async function tryUnitTests({ name, edits }) {
  return edits.length === 0 ? '' : await runUnitTests(name)
}

/**
 * @param {import('./faults/fault.mjs').Fault} fault
 * @param {number} at
 * @returns {Promise<string>} The guarantee that was broken; empty when none was.
 */
async function tryFault(fault, at) {
  const file = await bundle(`fault-${at}`, [plant(fault)])
  const { surroundings = {} } = fault
  const batch = {
    runs: mostRuns,
    seed: 1,
    depth: null,
    mostFailures,
    shrinks: false,
    surroundings,
  }
  const { failures } = await runParallel(file, batch, 1)
  // A fault of the surroundings alone is not in the code.
  const generated = fault.edits.length === 0 ? failures[0] : await firstOwn(failures)
  const found = generated ?? (await search(file))
  return found?.violation.invariant ?? ''
}

/**
 * The first that the code without the fault does not have.
 *
 * @param {readonly import('./batch').Failure[]} failures
 */
async function firstOwn(failures) {
  const { runGuarded } = await import(sound)
  for (const failure of failures) {
    const { violation } = await runGuarded(failure.schedule)
    if (violation === null) return failure
  }
  return undefined
}

/** @param {string} file */
async function search(file) {
  const batch = { runs: 0, seed: 1, depth, mostFailures, shrinks: false }
  return firstOwn((await runParallel(file, batch, 1)).failures)
}

function table() {
  const rows = wanted.map(({ name }, at) => `| ${name} | ${caughtBy[at] || 'nothing'} |`)
  return ['| fault | noticed by |', '|---|---|', ...rows].join('\n')
}
