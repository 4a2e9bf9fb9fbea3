import type { Chance } from './machine/chance'
import type { Deed, TabDeed } from './schedule'

type Maker = (chance: Chance, tabs: number, isKept: boolean) => Deed

const anyTab = (chance: Chance, tabs: number) => chance.between('tab', 0, tabs - 1)

const tabDeeds: readonly TabDeed[] = [
  'hide',
  'throttle',
  'show',
  'freeze',
  'freeze',
  'freeze',
  'cache',
  'thaw',
  'thaw',
  'thaw',
  'crash',
  'close',
  'open',
  'open',
  'reload',
  'reload',
  'restore',
  'restore',
  'dispose',
]

const request: Maker = (chance, tabs) => ({
  type: 'request',
  tab: anyTab(chance, tabs),
  count: chance.pick('count', [1, 1, 1, 3, 8]),
  abortAfterMs: chance.isHit('abort', 0.15) ? chance.between('abort', 0, 200) : null,
  isForeign: chance.isHit('foreign', 0.08),
})

const inTab: Maker = (chance, tabs) => ({
  type: chance.pick('deed', tabDeeds),
  tab: anyTab(chance, tabs),
})

const makers: readonly (readonly [number, Maker])[] = [
  [26, request],
  [26, inTab],
  [8, (chance, tabs) => ({ type: 'refresh', tab: anyTab(chance, tabs) })],
  [4, (chance, tabs) => ({ type: 'ask-token', tab: anyTab(chance, tabs) })],
  [2, (chance, tabs) => ({ type: 'act', tab: anyTab(chance, tabs) })],
  [3, (chance, tabs) => ({ type: 'reload-user', tab: anyTab(chance, tabs) })],
  [
    1,
    (chance) => ({
      type: 'close-browser',
      forMs: chance.pick('closed', [1_000, 50_000, 70_000, 3_600_000]),
      isRestored: chance.isHit('restored', 0.5),
    }),
  ],
  [6, (chance, tabs) => ({ type: 'logout', tab: anyTab(chance, tabs) })],
  [
    5,
    (chance, tabs, isKept) => ({
      type: 'login',
      tab: anyTab(chance, tabs),
      as: chance.pick('person', ['ann', 'bob']),
      keep: chance.isHit('keep again', isKept ? 0.8 : 0.2),
    }),
  ],
  [
    3,
    (chance, tabs) => ({
      type: 'duplicate',
      tab: anyTab(chance, tabs),
      into: anyTab(chance, tabs),
    }),
  ],
  [
    8,
    (chance) => ({
      type: 'mishap',
      mishap: chance.pick('mishap', [
        'lose-request',
        'lose-answer',
        'lose-answer',
        'hold-answer',
        'hold-answer',
        'error',
        'html',
        'hang',
      ]),
    }),
  ],
  [
    5,
    (chance) => ({
      type: 'network',
      mode: chance.pick('mode', [
        'ok',
        'ok',
        'down',
        'hang',
        'error',
        'html',
        'conflict',
        'strange',
      ]),
    }),
  ],
  [
    3,
    (chance) => ({
      type: 'sleep',
      forMs: chance.pick('sleep', [5_000, 60_000, 3_600_000]),
      isNoticed: chance.isHit('noticed', 0.6),
    }),
  ],
  [
    3,
    (chance) => ({
      type: 'set-clock',
      byMs: chance.pick('clock', [-86_400_000, -3_600_000, -30_000, 30_000, 3_600_000, 86_400_000]),
    }),
  ],
  [
    4,
    (chance) => ({
      type: 'server',
      trouble: chance.pick('trouble', [
        'end-sessions',
        'deactivate-users',
        'void-access',
        'void-access',
        'refuse-all',
        'heal',
        'rename',
        'rename',
      ]),
    }),
  ],
  [2, (chance) => ({ type: 'store', mode: chance.pick('store mode', ['ok', 'hang', 'fail']) })],
]

const total = makers.reduce((sum, [weight]) => sum + weight, 0)

/** One thing that somebody or something does. */
export function generateAction(chance: Chance, tabs: number, isKept: boolean): Deed {
  let left = chance.fraction('action') * total
  for (const [weight, make] of makers) {
    left -= weight
    if (left < 0) return make(chance, tabs, isKept)
  }
  return request(chance, tabs, isKept)
}
