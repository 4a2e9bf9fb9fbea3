import { generateEnvironment } from './generate-environment'
import type { Chance } from './machine/chance'
import type { Action, Deed, Environment, Schedule } from './schedule'

/**
 * Tabs that renew at the same moment while little keeps them apart: for the corners in which one of them loses, and
 * its loss matters later.
 */
export function generateRace(chance: Chance, seed: number): Schedule {
  const tabs = chance.pick('tabs', [2, 2, 3])
  const environment = raceEnvironment(chance)
  const keep = chance.isHit('keep', 0.7)
  const login: Action = { type: 'login', tab: 0, as: 'ann', keep, atMs: 50 }
  const rounds = Array.from({ length: chance.between('rounds', 1, 4) }, (_, round) => {
    const atMs = 20_000 + round * chance.pick('round', [5_000, 20_000, 60_000])
    return roundOf(chance, tabs, atMs)
  })
  const actions = [login, ...rounds.flat()].sort((a, b) => a.atMs - b.atMs)
  return { seed, tabs, environment, actions }
}

function raceEnvironment(chance: Chance): Environment {
  return {
    ...generateEnvironment(chance),
    server: chance.pick('race server', [
      'racy-blacklist',
      'last-writer',
      'last-writer',
      'blacklist',
      'no-rotation',
    ]),
    lock: chance.pick('race lock', ['absent', 'present']),
    store: chance.pick('race store', ['ok', 'ok', 'flaky', 'flaky', 'slow', 'forbidden']),
    channel: chance.pick('race channel', ['fast', 'slow', 'slow', 'lossy', 'absent']),
    accessSeconds: 60,
    refreshSeconds: 86_400,
    latencyMs: chance.pick('race latency', [20, 40, 1_500]),
  }
}

function roundOf(chance: Chance, tabs: number, atMs: number): readonly Action[] {
  const refreshes = Array.from({ length: tabs }, (_, tab): Action => {
    return { type: 'refresh', tab, atMs: atMs + chance.between('race', 0, 20) }
  })
  const draw = chance.fraction('trouble')
  if (draw < 0.2) return refreshes
  if (draw < 0.6) return [...refreshes, ...nap(chance, tabs, atMs)]
  return [...refreshes, { ...troubleOf(chance, tabs), atMs: atMs + chance.between('at', -20, 60) }]
}

/** A tab is frozen with its refresh on its way, and comes back while another has gone on without it. */
function nap(chance: Chance, tabs: number, atMs: number): readonly Action[] {
  const tab = chance.between('tab', 0, tabs - 1)
  const asleepMs = atMs + chance.between('asleep', 10, 300)
  const awakeMs = asleepMs + chance.between('awake', 10, 1_500)
  return [
    { type: 'freeze', tab, atMs: asleepMs },
    { type: 'thaw', tab, atMs: awakeMs },
  ]
}

function troubleOf(chance: Chance, tabs: number): Deed {
  const tab = chance.between('tab', 0, tabs - 1)
  return chance.pick<Deed>('trouble kind', [
    { type: 'freeze', tab },
    { type: 'thaw', tab },
    { type: 'reload', tab },
    { type: 'store', mode: 'hang' },
    { type: 'store', mode: 'fail' },
    { type: 'store', mode: 'ok' },
    { type: 'mishap', mishap: 'hold-answer' },
    { type: 'mishap', mishap: 'lose-answer' },
  ])
}
