// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { naiveInstalls, naiveScopes, naiveTargets } from './naive'
import { runTargetFuzz } from './run-return-path-fuzz'
import { runUrlFuzz } from './run-url-fuzz'
import { accessToken } from './signed-in-client'

const seed = 1
const count = 500

describe(`what the fuzz finds in ${count} cases, seed ${seed}`, () => {
  it.each(Object.keys(naiveScopes))('%s: leaks', { timeout: 120_000 }, async (name) => {
    const { leaks } = await runUrlFuzz({ seed, count, ...changesOf(name) })

    expect(leaks.length).toBeGreaterThan(0)
    expect(leaks.join('\n')).not.toContain(accessToken)
  })

  it.each(Object.keys(naiveInstalls))('%s: leaks', { timeout: 120_000 }, async (name) => {
    const install = naiveInstalls[name]
    const { leaks } = await runUrlFuzz({ seed, count, ...(install && { install }) })

    expect(leaks.length).toBeGreaterThan(0)
    expect(leaks.join('\n')).not.toContain(accessToken)
  })

  it.each(Object.keys(naiveTargets))('%s: leaves the app', (name) => {
    const targetOf = naiveTargets[name]
    const { leaks } = runTargetFuzz({ seed, count, ...(targetOf && { targetOf }) })

    expect(leaks.length).toBeGreaterThan(0)
  })

  it('no token for anybody: plain URLs that lack it', { timeout: 120_000 }, async () => {
    const changes = () => ({ scopeOf: () => 'foreign' as const })

    const { leaks, lost } = await runUrlFuzz({ seed, count, changes })

    expect(leaks).toEqual([])
    expect(lost.length).toBeGreaterThan(count / 8)
  })
})

function changesOf(name: string) {
  const changes = naiveScopes[name]
  return changes ? { changes } : {}
}
