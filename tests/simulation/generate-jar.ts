import { generateEnvironment } from './generate-environment'
import type { Chance } from './machine/chance'
import type { Action, Deed, Environment, Person, Schedule } from './schedule'

/** Somebody logs in outside of the app, with the same browser, while the app's pages ask, refresh and look around. */
export function generateJar(chance: Chance, seed: number): Schedule {
  const tabs = chance.pick('tabs', [1, 1, 2, 2, 3])
  const environment = jarEnvironment(chance)
  const keep = chance.isHit('keep', 0.7)
  const login: Action = { type: 'login', tab: 0, as: 'ann', keep, atMs: 50 }
  const isEarly = chance.isHit('early', 0.3)
  const dueMs = environment.accessSeconds * 1_000
  // One person alone in every third: whoever logs in again is still the same.
  const people: readonly Person[] = chance.pick('people', [['ann'], ['ann', 'bob'], ['bob']])
  const rounds = Array.from({ length: chance.between('rounds', 1, 4) }, (_, round) => {
    const early = chance.pick('before due', [0.5, 0.25, 0.1, 0.1, 0.05, 0])
    const atMs = isEarly && round === 0 ? 150 : Math.round((round + 1 - early) * dueMs)
    return roundOf(chance, { tabs, atMs, people, latencyMs: environment.latencyMs })
  })
  const later: readonly Action[] = isEarly
    ? [requestAt(chance, tabs, chance.pick('later', [600, 2_000, 4_000]))]
    : []
  const actions = [login, ...rounds.flat(), ...later].sort((a, b) => a.atMs - b.atMs)
  return { seed, tabs, environment, actions }
}

function jarEnvironment(chance: Chance): Environment {
  return {
    ...generateEnvironment(chance),
    server: chance.pick('jar server', [
      'cookies-alone',
      'cookies-alone',
      'cookies-alone',
      'cookie',
    ]),
    store: chance.pick('jar store', ['ok', 'ok', 'slow']),
    channel: chance.pick('jar channel', ['fast', 'fast', 'slow']),
    accessSeconds: chance.pick('jar access', [20, 60, 60, 300]),
    refreshSeconds: 86_400,
  }
}

/** What was taken for known in the middle of a login is used soon after. */
function requestAt(chance: Chance, tabs: number, atMs: number): Action {
  const tab = chance.between('later tab', 0, tabs - 1)
  return { type: 'request', tab, count: 1, abortAfterMs: null, isForeign: false, atMs }
}

interface Round {
  readonly tabs: number
  readonly atMs: number
  readonly people: readonly Person[]
  readonly latencyMs: number
}

function roundOf(chance: Chance, { tabs, atMs, people, latencyMs }: Round): readonly Action[] {
  const spreadMs = chance.pick('spread', [5, latencyMs, latencyMs * 3, 4_000])
  const nearby = (deed: Deed): Action => {
    const offMs = chance.between('offset', -spreadMs, spreadMs)
    return { ...deed, atMs: Math.max(60, atMs + offMs) }
  }
  const elsewhere = nearby({ type: 'login-elsewhere', as: chance.pick('elsewhere', people) })
  const around = Array.from({ length: chance.between('around', 1, 6) }, () =>
    nearby(deedOf(chance, tabs, people)),
  )
  return [elsewhere, ...around, ...(chance.isHit('trouble', 0.3) ? trouble(chance, atMs) : [])]
}

function deedOf(chance: Chance, tabs: number, people: readonly Person[]): Deed {
  const tab = chance.between('tab', 0, tabs - 1)
  const request: Deed = { type: 'request', tab, count: 2, abortAfterMs: null, isForeign: false }
  return chance.pick<Deed>('jar deed', [
    request,
    request,
    request,
    request,
    { type: 'refresh', tab },
    { type: 'refresh', tab },
    { type: 'reload-user', tab },
    { type: 'reload-user', tab },
    { type: 'login-elsewhere', as: chance.pick('elsewhere', people) },
    { type: 'login', tab, as: chance.pick('in the app', people), keep: chance.isHit('keep', 0.7) },
    { type: chance.pick('tab deed', ['freeze', 'thaw', 'reload', 'hide', 'show', 'open']), tab },
    { type: 'mishap', mishap: chance.pick('mishap', ['lose-answer', 'hold-answer', 'error']) },
    { type: 'server', trouble: 'void-access' },
  ])
}

/** For a while nobody can be asked whose the cookies are. */
function trouble(chance: Chance, atMs: number): readonly Action[] {
  const fromMs = Math.max(55, atMs + chance.between('trouble from', -2_000, 500))
  const untilMs = fromMs + chance.pick('trouble for', [100, 2_000, 15_000])
  const isNetwork = chance.isHit('network trouble', 0.6)
  const mode = chance.pick('mode', ['down', 'error', 'html'] as const)
  return [
    {
      ...(isNetwork ? { type: 'network', mode } : { type: 'server', trouble: 'refuse-all' }),
      atMs: fromMs,
    },
    {
      ...(isNetwork ? { type: 'network', mode: 'ok' } : { type: 'server', trouble: 'heal' }),
      atMs: untilMs,
    },
  ]
}
