import type { Batch, BatchResult, Failure } from './batch'
import { runGuarded, shrunkFailure } from './batch'
import { addCounts } from './coverage'
import type { Counts } from './coverage'
import type { Action, Deed, Environment, Schedule, ServerKind } from './schedule'

/** What can be done in the search; two tabs, of which the first has logged in. */
const deeds: readonly Deed[] = [
  ...[0, 1].flatMap((tab): readonly Deed[] => [
    { type: 'request', tab, count: 1, abortAfterMs: null, isForeign: false },
    { type: 'refresh', tab },
    { type: 'logout', tab },
    { type: 'freeze', tab },
    { type: 'thaw', tab },
    { type: 'reload', tab },
  ]),
  { type: 'crash', tab: 0 },
  { type: 'login', tab: 1, as: 'bob', keep: true },
  { type: 'mishap', mishap: 'lose-answer' },
  { type: 'mishap', mishap: 'lose-request' },
  { type: 'mishap', mishap: 'hold-answer' },
]

const servers: readonly ServerKind[] = ['blacklist', 'racy-blacklist', 'family', 'last-writer']
const locks: readonly Environment['lock'][] = ['present', 'absent']
/** One after the other while a refresh is on its way, or all at once. */
const gapsMs = [0, 7]
const keeps = [true, false]

/** About when both tabs renew their token. */
const beginMs = 54_100

const calm: Environment = {
  server: 'blacklist',
  accessSeconds: 60,
  refreshSeconds: 86_400,
  serverAheadMs: 0,
  hasLyingIat: false,
  hasLogout: true,
  lock: 'present',
  store: 'ok',
  tabStore: 'ok',
  channel: 'fast',
  latencyMs: 15,
  lossRate: 0,
  monotonicSleeps: false,
  tellsPageFirst: false,
  idleSeconds: null,
  ids: 'number',
  hasJarMark: false,
}

/** How many schedules there are of so many deeds. */
export function countOfDepth(depth: number): number {
  return deeds.length ** depth * servers.length * locks.length * gapsMs.length * keeps.length
}

/** The schedule of that number: every sequence of deeds has one, in every surrounding. */
export function scheduleAt(number: number, depth: number): Schedule {
  let rest = number
  const digit = <Item>(items: readonly Item[]): Item => {
    const item = items[rest % items.length]
    rest = Math.floor(rest / items.length)
    if (item === undefined) throw new Error('Nothing to choose from')
    return item
  }
  const [server, lock, gapMs, keep] = [digit(servers), digit(locks), digit(gapsMs), digit(keeps)]
  const actions = Array.from({ length: depth }, (_, at): Action => {
    return { ...digit(deeds), atMs: beginMs + at * gapMs }
  })
  const login: Action = { type: 'login', tab: 0, as: 'ann', keep, atMs: 50 }
  return { seed: 7, tabs: 2, environment: { ...calm, server, lock }, actions: [login, ...actions] }
}

/** Runs every schedule of that depth that is this worker's. */
export async function runExhaustively(
  { from, step, mostFailures, shrinks, depth }: Batch & { readonly depth: number },
  onProgress: (runs: number) => void,
): Promise<BatchResult> {
  const counts: Counts = {}
  const failures: Failure[] = []
  let runs = 0
  const total = countOfDepth(depth)
  for (let index = from; index < total && failures.length < mostFailures; index += step) {
    const schedule = scheduleAt(index, depth)
    const { violation, counts: ofRun } = await runGuarded(schedule)
    addCounts(counts, ofRun)
    runs += 1
    if (violation) failures.push(await shrunkFailure(index, violation, schedule, shrinks))
    if (runs % 100 === 0) onProgress(100)
  }
  onProgress(runs % 100)
  return { runs, counts, failures }
}
