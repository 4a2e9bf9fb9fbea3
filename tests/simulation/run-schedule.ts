import { Coverage } from './coverage'
import type { Counts } from './coverage'
import { perform, tell, thaw } from './deeds'
import { FinalRules } from './invariants/final-rules'
import type { PersonRequest } from './invariants/request-rules'
import type { Violation } from './invariants/violation'
import { startMs } from './machine/machine'
import type { Action, Schedule } from './schedule'
import { World } from './world'

/** What one run came to. */
export interface RunResult {
  readonly violation: Violation | null
  /** The same for the same schedule. */
  readonly hash: string
  readonly counts: Counts
  readonly log: readonly string[]
}

/** Long enough for the longest back-off, and for a store that is left alone after it hung. */
const healingMs = 75_000
const lastRequestMs = 45_000
/** For a last look at what is stored, as on the next visit. */
const lookingMs = 15_000
/** Longer than anything that a disposed tab may still wait for. */
const leavingMs = 60_000

/** Runs one schedule: its actions, then all is made well and must be well, then all is disposed of. */
export async function runSchedule(schedule: Schedule, keepsLog = false): Promise<RunResult> {
  const coverage = new Coverage()
  const world = new World(schedule, coverage, keepsLog)
  const { machine } = world.browser
  const hasFailed = () => world.referee.violation !== null
  for (let slot = 0; slot < schedule.tabs; slot += 1) world.open(slot, world.newStorage())
  for (const action of schedule.actions) {
    const at = startMs + action.atMs
    machine.after(at - machine.trueMs, () => {
      perform(world, action)
      machine.markUnsettled()
    })
  }
  const last = schedule.actions.reduce((most, action) => Math.max(most, endOf(action)), 0)
  await machine.runFor(last + 2_000, hasFailed)
  if (!hasFailed()) await makeWell(world, hasFailed)
  if (!hasFailed()) await leave(world, hasFailed)
  return {
    violation: world.referee.violation,
    hash: machine.hash,
    counts: coverage.counts,
    log: machine.log ?? [],
  }
}

/** A browser that is closed is opened again. */
function endOf(action: Action): number {
  return action.atMs + (action.type === 'close-browser' ? action.forMs : 0)
}

async function makeWell(world: World, hasFailed: () => boolean): Promise<void> {
  const { machine } = world.browser
  await machine.runFor(Math.max(0, machine.wokeAtMs - machine.trueMs), hasFailed)
  machine.note('all is made well')
  world.browser.heal()
  for (const tab of world.tabs) {
    tab.page.change('visible')
    thaw(world, tab)
  }
  await machine.runFor(healingMs, hasFailed)
  for (const tab of world.tabs) tell(tab)
  await machine.runFor(1_000, hasFailed)
  const requests: PersonRequest[] = []
  for (const tab of world.tabs.filter(({ isDisposed }) => !isDisposed)) {
    tab.gate.enter('answer', 0, () => {
      world.act(tab)
      requests.push(world.request(tab, false, null))
    })
  }
  await machine.runFor(lastRequestMs, hasFailed)
  for (const tab of world.tabs) tell(tab)
  await machine.runFor(lookingMs, hasFailed)
  if (!hasFailed()) new FinalRules(world.referee).check(requests)
}

async function leave(world: World, hasFailed: () => boolean): Promise<void> {
  const { machine } = world.browser
  for (const tab of world.tabs) {
    tab.gate.enter('answer', 0, () => {
      if (!tab.isDisposed) tab.dispose()
    })
  }
  await machine.runFor(leavingMs, hasFailed)
  if (!hasFailed()) new FinalRules(world.referee).checkDisposed(world.tabs)
}
