import { generateAbsence } from './generate-absence'
import { generateAction } from './generate-action'
import { generateDistrust } from './generate-distrust'
import { generateEnvironment } from './generate-environment'
import { generateJar } from './generate-jar'
import { generateRace } from './generate-race'
import { Chance } from './machine/chance'
import type { Action, Environment, Schedule } from './schedule'

/** A schedule like those that break sign-ins: a few tabs, and moments at which much happens at once. */
export function generateSchedule(seed: number): Schedule {
  const chance = new Chance(seed)
  const focus = chance.fraction('focus')
  if (focus < 0.2) return generateRace(chance, seed)
  if (focus >= 0.92) return generateJar(chance, seed)
  if (focus < 0.26) return generateDistrust(chance, seed)
  return focus < 0.36 ? generateAbsence(chance, seed) : generateAnything(chance, seed)
}

function generateAnything(chance: Chance, seed: number): Schedule {
  const tabs = chance.pick('tabs', [1, 2, 2, 2, 3, 3, 4])
  const environment = generateEnvironment(chance)
  const isKept = chance.isHit('keep', 0.6)
  const moments = momentsOf(chance, environment)
  const login: Action = { type: 'login', tab: 0, as: 'ann', keep: isKept, atMs: 50 }
  const later = moments.flatMap((momentMs) => momentOf(chance, { momentMs, tabs, isKept }))
  const actions = [login, ...later].sort((a, b) => a.atMs - b.atMs)
  return { seed, tabs, environment, actions }
}

/** Where it gets interesting: about the times at which tokens are renewed and run out, and anywhere. */
function momentsOf(chance: Chance, { accessSeconds }: Environment): readonly number[] {
  const count = chance.between('moments', 1, 4)
  const lifetimeSeconds = Math.min(accessSeconds, 300)
  return Array.from({ length: count }, () => {
    const lifetimes = chance.pick('moment', [0, 0, 1, 1, 2, 4])
    const early = chance.pick('early', [0, 0.1, 0.1, 0.25, 0.5])
    return Math.max(300, (lifetimes + 1 - early) * lifetimeSeconds * 1_000 + 80)
  }).sort((a, b) => a - b)
}

function momentOf(
  chance: Chance,
  { momentMs, tabs, isKept }: { momentMs: number; tabs: number; isKept: boolean },
): readonly Action[] {
  const spreadMs = chance.pick('spread', [5, 50, 400, 3_000, 15_000])
  const count = chance.between('actions', 1, 5)
  return Array.from({ length: count }, () => {
    const atMs = Math.max(100, momentMs + chance.between('offset', -spreadMs, spreadMs))
    return { ...generateAction(chance, tabs, isKept), atMs: Math.round(atMs) }
  })
}
