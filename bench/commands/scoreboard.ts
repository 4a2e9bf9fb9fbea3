import { clientNames } from '../page/contract'
import type { ClientName } from '../page/contract'
import { readConditions } from '../report/conditions'
import type { Cell } from '../report/render-scoreboard'
import { writeResult } from '../report/results'
import { scenarios } from '../scenarios'
import { outcomeOf } from '../scenarios/scenario'
import type { Outcome, Scenario } from '../scenarios/scenario'
import type { ServerCounts } from '../server/bench-server'
import { launchBrowser } from '../world/browser'
import { buildPageScript } from '../world/page-script'
import { World } from '../world/world'
import type { Bench } from '../world/world'

/** Runs every scenario with every client in turns. With words of scenarios' names: these alone, nothing is written. */
export async function run(...words: string[]): Promise<void> {
  const script = await buildPageScript()
  const browser = await launchBrowser()
  try {
    const chosen = scenarios.filter(({ name }) => words.every((word) => name.includes(word)))
    const rows = []
    for (const scenario of chosen) rows.push(await runScenario({ browser, script }, scenario))
    if (words.length === 0) {
      await writeResult('scoreboard', { conditions: readConditions(browser), rows })
    }
  } finally {
    await browser.close()
  }
}

async function runScenario(bench: Bench, scenario: Scenario) {
  console.log(`\n${scenario.name} (${scenario.wanted})`)
  const clients: Record<string, Cell> = {}
  for (const name of clientNames) {
    const outcomes = await runTrials(bench, scenario, name)
    const cell = cellOf(scenario, outcomes)
    clients[name] = cell
    console.log(`  ${cell.hasPassed ? '✔' : '✘'} ${name.padEnd(26)} ${JSON.stringify(cell)}`)
  }
  return {
    scenario: scenario.name,
    wanted: scenario.wanted,
    clients: clients as Record<ClientName, Cell>,
  }
}

async function runTrials(bench: Bench, scenario: Scenario, name: ClientName): Promise<Outcome[]> {
  const { trials = 1, isContinued = false } = scenario
  const [worlds, trialsInEach] = isContinued ? [1, trials] : [trials, 1]
  const outcomes = []
  for (let opened = 0; opened < worlds; opened += 1) {
    outcomes.push(...(await runInWorld(bench, scenario, name, trialsInEach)))
  }
  return outcomes
}

async function runInWorld(bench: Bench, scenario: Scenario, name: ClientName, trials: number) {
  const world = await World.open(bench, name, scenario.world)
  const outcomes: Outcome[] = []
  try {
    while (outcomes.length < trials) {
      const before = world.counts
      const observation = await scenario.run(world)
      outcomes.push(outcomeOf(observation, countsSince(before, world.counts)))
    }
    return outcomes
  } finally {
    await world.close()
  }
}

const countsSince = (before: ServerCounts, now: ServerCounts): ServerCounts => ({
  refreshes: now.refreshes - before.refreshes,
  refused: now.refused - before.refused,
  hits: now.hits - before.hits,
  dead: now.dead - before.dead,
  carried: now.carried - before.carried,
})

function cellOf({ passes }: Scenario, outcomes: readonly Outcome[]): Cell {
  const sum = (valueOf: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + valueOf(outcome), 0)
  const passedTrials = outcomes.filter(passes).length
  return {
    hasPassed: passedTrials === outcomes.length,
    trials: outcomes.length,
    passedTrials,
    sent: sum(({ answers }) => answers.length),
    ok: sum(({ ok }) => ok),
    failed: sum(({ failed }) => failed),
    aborted: sum(({ aborted }) => aborted),
    hung: sum(({ hung }) => hung),
    refreshes: sum(({ refreshes }) => refreshes),
    refused: sum(({ refused }) => refused),
    hits: sum(({ hits }) => hits),
    dead: sum(({ dead }) => dead),
    leaks: sum(({ leaks = 0 }) => leaks),
    afterLogout: sum(({ afterLogout = 0 }) => afterLogout),
    misattributed: sum(({ misattributed = 0 }) => misattributed),
    shownOthers: sum(({ shownOthers = 0 }) => shownOthers),
    lostSessions: outcomes.filter(hasLostSession).length,
    lateAborts: outcomes.filter(({ isAbortedAtOnce }) => isAbortedAtOnce === false).length,
  }
}

const hasLostSession = ({ isSignedIn, afterLogout }: Outcome) =>
  isSignedIn === false && afterLogout === undefined
