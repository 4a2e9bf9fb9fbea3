import { addCounts } from './coverage'
import type { Counts } from './coverage'
import { generateSchedule } from './generator'
import type { Violation } from './invariants/violation'
import { invariants } from './invariants/violation'
import { seedOf } from './machine/chance'
import type { RunResult } from './run-schedule'
import { runSchedule } from './run-schedule'
import type { Environment, Schedule } from './schedule'
import { shrink } from './shrinker'

/** A schedule that broke a guarantee, and the smallest that still does. */
export interface Failure {
  readonly index: number
  readonly violation: Violation
  readonly schedule: Schedule
  readonly shrunk: Schedule
}

export interface BatchResult {
  readonly runs: number
  readonly counts: Counts
  readonly failures: readonly Failure[]
}

/** Which schedules to run: every `step`th from `from` on. */
export interface Batch {
  readonly seed: number
  readonly from: number
  readonly to: number
  readonly step: number
  /** Stop after so many failures. */
  readonly mostFailures: number
  readonly shrinks: boolean
  /** What is the same in every schedule. */
  readonly surroundings?: Partial<Environment>
}

/** Runs a schedule and takes what nobody has caught for what it is: a broken guarantee. */
export async function runGuarded(schedule: Schedule, keepsLog = false): Promise<RunResult> {
  const unhandled: unknown[] = []
  const catchIt = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', catchIt)
  process.on('uncaughtException', catchIt)
  try {
    const result = await runSchedule(schedule, keepsLog)
    if (unhandled.length === 0) return result
    return { ...result, violation: violationOf('unhandled', unhandled[0]) }
  } catch (error) {
    return { violation: violationOf('crash', error), hash: '', counts: {}, log: [] }
  } finally {
    process.off('unhandledRejection', catchIt)
    process.off('uncaughtException', catchIt)
  }
}

export async function runBatch(
  { seed, from, to, step, mostFailures, shrinks, surroundings }: Batch,
  onProgress: (runs: number) => void,
): Promise<BatchResult> {
  const counts: Counts = {}
  const failures: Failure[] = []
  let runs = 0
  // Errors are made by the thousand, and nobody reads where.
  Error.stackTraceLimit = 0
  for (let index = from; index < to && failures.length < mostFailures; index += step) {
    const generated = generateSchedule(seedOf(seed, index))
    const environment = { ...generated.environment, ...surroundings }
    const schedule = { ...generated, environment }
    const { violation, counts: ofRun } = await runGuarded(schedule)
    addCounts(counts, ofRun)
    runs += 1
    if (violation) failures.push(await shrunkFailure(index, violation, schedule, shrinks))
    if (runs % 100 === 0) onProgress(100)
  }
  onProgress(runs % 100)
  return { runs, counts, failures }
}

/** A failure, with the smallest schedule that fails in the same way. */
export async function shrunkFailure(
  index: number,
  violation: Violation,
  schedule: Schedule,
  shrinks: boolean,
): Promise<Failure> {
  const { invariant } = violation
  const stillFails = async (candidate: Schedule) =>
    (await runGuarded(candidate)).violation?.invariant === invariant
  const shrunk = shrinks ? await shrink(schedule, stillFails) : schedule
  return { index, violation, schedule, shrunk }
}

function violationOf(key: 'unhandled' | 'crash', error: unknown): Violation {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { invariant: invariants[key], detail, atMs: 0 }
}
