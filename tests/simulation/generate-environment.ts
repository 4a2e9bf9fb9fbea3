import type { Chance } from './machine/chance'
import type { Environment, ServerKind } from './schedule'

const servers: readonly ServerKind[] = [
  'blacklist',
  'blacklist',
  'blacklist',
  'racy-blacklist',
  'racy-blacklist',
  'family',
  'family',
  'last-writer',
  'last-writer',
  'no-rotation',
  'cookie',
  'cookie',
  'sliding',
  'legacy',
  'none',
]

/** The surroundings of a schedule. */
export function generateEnvironment(chance: Chance): Environment {
  const server = chance.pick('server', servers)
  const isSingle = ['sliding', 'legacy', 'none'].includes(server)
  const isCalm = chance.isHit('calm', 0.5)
  const accessSeconds = chance.pick('access', [20, 20, 60, 60, 60, 60, 300, 300, 2_592_000])
  return {
    server,
    accessSeconds,
    refreshSeconds: chance.pick(
      'refresh',
      [3_600, 86_400, 1].map((s) => (s === 1 ? accessSeconds * 4 : Math.max(s, accessSeconds * 3))),
    ),
    serverAheadMs: chance.pick('ahead', [0, 0, 0, 3_600_000, -86_400_000, 700]),
    hasLyingIat: chance.isHit('lie', 0.3),
    hasLogout: !isSingle && chance.isHit('logout', 0.7),
    lock: chance.pick('lock', ['present', 'present', 'absent', 'absent', 'stuck']),
    store: isCalm ? 'ok' : chance.pick('store', ['ok', 'slow', 'flaky', 'forbidden']),
    tabStore: chance.isHit('tabStore', 0.1) ? 'forbidden' : 'ok',
    channel: isCalm ? 'fast' : chance.pick('channel', ['fast', 'slow', 'lossy', 'absent']),
    latencyMs: chance.pick('latency', [20, 150, 1_500]),
    lossRate: isCalm ? 0 : chance.pick('loss', [0, 0, 0.05, 0.3]),
    monotonicSleeps: chance.isHit('monotonic', 0.5),
    tellsPageFirst: chance.isHit('page first', 0.5),
    idleSeconds: chance.isHit('idle', 0.25) ? chance.pick('idle seconds', [60, 600]) : null,
    ids: chance.pick('ids', ['number', 'number', 'text', 'long', 'name', 'drifting']),
    hasJarMark: chance.isHit('jar mark', 0.7),
  }
}
