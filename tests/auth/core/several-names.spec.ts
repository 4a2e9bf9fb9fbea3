import { describe, expect, it } from 'vitest'
import { Chance } from '../../simulation/machine/chance'
import { NameWorld, newStorages, personOf } from '../../simulation/name-world'
import type { TabStorages } from '../../simulation/name-world'
import type { Environment } from '../../simulation/schedule'
import type { SimTab } from '../../simulation/sim-tab'

const environmentOf = (chance: Chance): Environment => ({
  server: chance.pick('server', ['blacklist', 'family', 'last-writer']),
  accessSeconds: 60,
  refreshSeconds: 86_400,
  serverAheadMs: 0,
  hasLyingIat: false,
  hasLogout: true,
  lock: chance.pick('lock', ['present', 'absent']),
  store: chance.pick('store', ['ok', 'slow']),
  tabStore: 'ok',
  channel: 'fast',
  latencyMs: chance.pick('latency', [20, 150, 1_500]),
  lossRate: 0,
  monotonicSleeps: false,
  tellsPageFirst: false,
  idleSeconds: null,
  ids: 'number',
  hasJarMark: false,
})

const quietly = (work: Promise<unknown>) => void work.catch(() => undefined)
const loginOf = (person: string) => ({ username: person, password: `login of ${person}` })

/** Loads a tab again, which gets the new version. Who was signed in there is to be signed in then. */
function reload(world: NameWorld, former: SimTab, own: TabStorages, after: SimTab[]) {
  if (world.isBusy(former)) {
    world.in(500, () => reload(world, former, own, after))
    return
  }
  const wasSignedIn = personOf(former) !== null
  former.kill()
  const tab = world.open('after', own)
  if (wasSignedIn) after.push(tab)
}

/** An update under one or two tabs, about when they refresh; and another app that comes and goes meanwhile. */
async function runUpdate(seed: number) {
  const chance = new Chance(seed)
  const world = new NameWorld(seed, environmentOf(chance))
  const isKept = chance.isHit('keep', 0.6)
  const keep = { keepSignedIn: isKept }
  const storages = [newStorages(), newStorages()]
  const before = storages.map((own) => world.open('before', own))
  const other = world.open('other', newStorages())
  const after: SimTab[] = []
  const [first] = before
  world.at(50, () => first && quietly(first.client.login(loginOf('ann'), keep)))
  world.at(60, () => quietly(other.client.login(loginOf('bob'), keep)))

  const updateMs = chance.pick('update', [20_000, 53_900, 54_000, 54_100, 54_300, 90_000])
  const near = () => updateMs + chance.between('near', -600, 600)
  for (const tab of before.filter(() => chance.isHit('refreshes', 0.6))) {
    world.at(near(), () => quietly(tab.client.refresh()))
  }
  storages.slice(0, chance.between('reloads', 1, 2)).forEach((own, at) => {
    const former = before[at]
    if (former) world.at(near(), () => reload(world, former, own, after))
  })
  if (chance.isHit('new tab', 0.5)) {
    world.at(near(), () => {
      const tab = world.open('after', newStorages())
      // A session of some tabs alone may have gone with them.
      if (isKept) after.push(tab)
    })
  }
  const otherEnds = chance.isHit('other logs out', 0.5)
  if (otherEnds) world.at(near(), () => quietly(other.client.logout()))
  else world.at(near(), () => quietly(other.client.refresh()))

  await world.runFor(updateMs + 60_000)
  for (const tab of after) quietly(tab.client.refresh())
  await world.runFor(30_000)
  return { world, after, other, otherEnds }
}

const seeds = Array.from({ length: 200 }, (_, seed) => seed)

describe('apps of several names in one browser, and an update that changes the name', () => {
  it.each(seeds)('lose no session and spend no token twice, schedule %i', async (seed) => {
    const { world, after, other, otherEnds } = await runUpdate(seed)

    expect(world.faults, world.log.join('\n')).toEqual([])
    expect(after.map(personOf), world.log.join('\n')).toEqual(after.map(() => 'ann'))
    expect(personOf(other)).toBe(otherEnds ? null : 'bob')
  })
})
