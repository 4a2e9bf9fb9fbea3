import { generateEnvironment } from './generate-environment'
import type { Chance } from './machine/chance'
import type { Action, Deed, Schedule } from './schedule'

/** People who go away and come back, about the time after which nobody is to find their session open. */
export function generateAbsence(chance: Chance, seed: number): Schedule {
  const tabs = chance.pick('tabs', [1, 2, 2, 3])
  const idleSeconds = chance.pick('idle seconds', [60, 300, 1_800])
  const generated = generateEnvironment(chance)
  const environment = { ...generated, idleSeconds, refreshSeconds: 2_592_000 }
  const keep = chance.isHit('keep', 0.6)
  const login: Action = { type: 'login', tab: 0, as: 'ann', keep, atMs: 50 }
  const actions: Action[] = [login, ...closedFirst(chance, tabs)]
  let atMs = 5_000
  for (let visits = chance.between('visits', 1, 4); visits > 0; visits -= 1) {
    actions.push(...visit(chance, tabs, atMs))
    const forMs = Math.round(
      idleSeconds * 1_000 * chance.pick('away', [0.4, 0.9, 0.99, 1.01, 1.5, 5]),
    )
    atMs += chance.between('stay', 1_000, 20_000)
    actions.push({ ...absence(chance, tabs, forMs), atMs })
    if (chance.isHit('other tab', 0.5)) actions.push(stayingBehind(chance, tabs, atMs + forMs / 2))
    atMs += forMs + chance.pick('back', [50, 400, 3_000])
    actions.push(...comingBack(chance, tabs, atMs))
    atMs += 5_000
  }
  return { seed, tabs, environment, actions: actions.sort((a, b) => a.atMs - b.atMs) }
}

/** So that they can be opened, or be copies of another. */
function closedFirst(chance: Chance, tabs: number): readonly Action[] {
  if (!chance.isHit('closed first', 0.6)) return []
  return Array.from({ length: tabs - 1 }, (_, at) => ({ type: 'close', tab: at + 1, atMs: 10 }))
}

const anyTab = (chance: Chance, tabs: number) => chance.between('tab', 0, tabs - 1)

const request = (tab: number): Deed => ({
  type: 'request',
  tab,
  count: 1,
  abortAfterMs: null,
  isForeign: false,
})

function visit(chance: Chance, tabs: number, atMs: number): readonly Action[] {
  return Array.from({ length: chance.between('deeds', 0, 4) }, () => {
    const tab = anyTab(chance, tabs)
    const deed = chance.pick<Deed>('visit', [
      { type: 'act', tab },
      { type: 'act', tab },
      request(tab),
      { type: 'open', tab },
      { type: 'duplicate', tab: 0, into: anyTab(chance, tabs) },
      { type: 'duplicate', tab, into: anyTab(chance, tabs) },
      { type: 'login', tab, as: 'ann', keep: true },
    ])
    return { ...deed, atMs: atMs + chance.between('visit at', 0, 900) }
  })
}

/** The whole browser is closed, or a tab is put away. */
function absence(chance: Chance, tabs: number, forMs: number): Deed {
  const tab = anyTab(chance, tabs)
  return chance.pick<Deed>('absence', [
    { type: 'close-browser', forMs, isRestored: true },
    { type: 'close-browser', forMs, isRestored: false },
    { type: 'cache', tab },
    { type: 'freeze', tab },
    { type: 'close', tab },
    { type: 'close', tab: 0 },
  ])
}

function stayingBehind(chance: Chance, tabs: number, atMs: number): Action {
  return { type: 'act', tab: anyTab(chance, tabs), atMs: Math.round(atMs) }
}

function comingBack(chance: Chance, tabs: number, atMs: number): readonly Action[] {
  return Array.from({ length: tabs }, (_, tab) => tab).flatMap((tab): readonly Action[] => [
    {
      type: chance.pick('return', ['thaw', 'thaw', 'restore', 'restore', 'restore', 'reload']),
      tab,
      atMs,
    },
    { ...request(tab), atMs: atMs + chance.pick('ask', [1, 150, 800]) },
  ])
}
