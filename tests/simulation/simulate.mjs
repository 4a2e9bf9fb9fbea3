import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { bundle } from './runner/bundle.mjs'
import { parseOptions } from './runner/command-line.mjs'
import { writeDocs } from './runner/documentation.mjs'
import { describeCounts, describeFailure, format } from './runner/report.mjs'
import { runParallel } from './runner/run-parallel.mjs'

const options = parseOptions(process.argv.slice(2), availableParallelism())
const file = await bundle('main')
process.exitCode = (await (isSingle() ? runOne() : runMany())) ? 0 : 1

function isSingle() {
  return options.index !== null || options.replay !== null
}

/** Runs one schedule and tells everything that happens in it. */
async function runOne() {
  const { runGuarded, generateSchedule, seedOf } = await import(file)
  const schedule =
    options.replay === null
      ? generateSchedule(seedOf(options.seed, options.index ?? 0))
      : JSON.parse(readFileSync(options.replay, 'utf8'))
  const { violation, log, hash } = await runGuarded(schedule, true)
  console.log(JSON.stringify(schedule, null, 1))
  console.log(log.join('\n'))
  console.log(violation ? `${violation.invariant}: ${violation.detail}` : `kept; trace ${hash}`)
  return violation === null
}

async function runMany() {
  const startedAt = performance.now()
  let done = 0
  const seconds = () => (performance.now() - startedAt) / 1000
  const show = (/** @type {number} */ runs) => {
    const before = Math.floor(done / 5_000)
    done += runs
    if (Math.floor(done / 5_000) === before) return
    console.log(`${format(done)} schedules, ${format(Math.round(done / seconds()))} a second`)
  }
  const batch = { ...options, mostFailures: 5, shrinks: true }
  const { runs, counts, failures } = await runParallel(file, batch, options.workers, show)
  const speed = `${format(runs)} schedules in ${format(Math.round(seconds()))} s, seed ${options.seed}`
  console.log(`\n${speed}, ${failures.length} failures\n\n${describeCounts(counts)}\n`)
  for (const failure of failures) console.log(`${describeFailure(failure, options.seed)}\n`)
  if (options.docs) {
    const broken = `${failures.length} broke a guarantee`
    writeDocs('long run', `${speed}: ${broken}.\n\n${describeCounts(counts)}`)
  }
  return failures.length === 0
}
