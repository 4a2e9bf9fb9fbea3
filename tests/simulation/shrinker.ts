import type { Action, Environment, Schedule } from './schedule'

/** Whether a schedule still breaks the guarantee in question. */
export type StillFails = (schedule: Schedule) => Promise<boolean>

/** What each part of the surroundings is when nothing is wrong with it. */
const calm: Partial<Environment> = {
  serverAheadMs: 0,
  hasLyingIat: false,
  lock: 'present',
  store: 'ok',
  tabStore: 'ok',
  channel: 'fast',
  latencyMs: 20,
  lossRate: 0,
  monotonicSleeps: false,
  tellsPageFirst: false,
  idleSeconds: null,
  ids: 'number',
  hasJarMark: true,
  server: 'blacklist',
  accessSeconds: 60,
  refreshSeconds: 86_400,
  hasLogout: true,
}

/** The smallest schedule that still fails, as far as leaving out and calming down one thing at a time leads. */
export async function shrink(schedule: Schedule, stillFails: StillFails): Promise<Schedule> {
  let smallest = schedule
  for (;;) {
    const before = JSON.stringify(smallest)
    smallest = await withFewerActions(smallest, stillFails)
    smallest = await withCalmSurroundings(smallest, stillFails)
    smallest = await withSimplerActions(smallest, stillFails)
    if (JSON.stringify(smallest) === before) return smallest
  }
}

async function withFewerActions(schedule: Schedule, stillFails: StillFails): Promise<Schedule> {
  let smallest = schedule
  for (let size = smallest.actions.length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < smallest.actions.length;) {
      const actions = smallest.actions.filter((_, index) => index < at || index >= at + size)
      const candidate = { ...smallest, actions }
      if (await stillFails(candidate)) smallest = candidate
      else at += size
    }
  }
  return smallest
}

async function withCalmSurroundings(schedule: Schedule, stillFails: StillFails): Promise<Schedule> {
  let smallest = schedule
  for (const [name, value] of Object.entries(calm)) {
    const environment = { ...smallest.environment, [name]: value }
    const candidate = { ...smallest, environment }
    if (await stillFails(candidate)) smallest = candidate
  }
  for (let tabs = 1; tabs < smallest.tabs; tabs += 1) {
    const candidate = { ...smallest, tabs }
    if (await stillFails(candidate)) smallest = candidate
  }
  return smallest
}

async function withSimplerActions(schedule: Schedule, stillFails: StillFails): Promise<Schedule> {
  let smallest = schedule
  for (let at = 0; at < smallest.actions.length; at += 1) {
    for (const simpler of simplerForms(smallest.actions[at])) {
      const actions = smallest.actions.map((one, index) => (index === at ? simpler : one))
      const candidate = { ...smallest, actions }
      if (await stillFails(candidate)) smallest = candidate
    }
  }
  return smallest
}

function simplerForms(action: Action | undefined): readonly Action[] {
  if (action?.type !== 'request') return []
  const { atMs, tab } = action
  return [{ type: 'request', tab, count: 1, abortAfterMs: null, isForeign: false, atMs }]
}
