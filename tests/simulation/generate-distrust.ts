import { generateEnvironment } from './generate-environment'
import type { Chance } from './machine/chance'
import type { Action, Schedule, ServerKind } from './schedule'

/** A server that refuses even the tokens it has just granted, while pages go on asking; and people who come and go. */
export function generateDistrust(chance: Chance, seed: number): Schedule {
  const tabs = chance.pick('tabs', [1, 2])
  const keep = chance.isHit('keep', 0.7)
  const generated = generateEnvironment(chance)
  const kinds: readonly ServerKind[] = ['no-rotation', 'blacklist', 'family', 'legacy']
  const server = chance.pick('distrust server', kinds)
  const environment = { ...generated, server, accessSeconds: 300, refreshSeconds: 86_400 } as const
  const beginMs = chance.between('begin', 5_000, 60_000)
  const polls = Array.from({ length: chance.between('polls', 2, 7) }, (_, at) =>
    request(chance, tabs, beginMs + at * chance.pick('poll', [200, 5_000, 9_000])),
  )
  const actions: readonly Action[] = [
    { type: 'login', tab: 0, as: 'ann', keep, atMs: 50 },
    {
      type: 'server',
      trouble: chance.pick('distrust', ['refuse-all', 'void-access']),
      atMs: beginMs,
    },
    ...polls,
    ...comingAndGoing(chance, tabs, beginMs),
  ]
  return { seed, tabs, environment, actions: [...actions].sort((a, b) => a.atMs - b.atMs) }
}

function request(chance: Chance, tabs: number, atMs: number): Action {
  const tab = chance.between('tab', 0, tabs - 1)
  return { type: 'request', tab, count: 1, abortAfterMs: null, isForeign: false, atMs: atMs + 20 }
}

/** Somebody else logs in while answers to the first person's requests are on their way. */
function comingAndGoing(chance: Chance, tabs: number, beginMs: number): readonly Action[] {
  if (!chance.isHit('other person', 0.4)) return []
  const tab = chance.between('tab', 0, tabs - 1)
  const atMs = beginMs + chance.between('other at', -200, 400)
  return [{ type: 'login', tab, as: 'bob', keep: true, atMs }]
}
