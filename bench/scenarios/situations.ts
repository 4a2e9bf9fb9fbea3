import type { Tab } from '../world/tab'
import type { World, WorldOptions } from '../world/world'

/** Longer than an access token lives, shorter than a refresh token. */
export const untilExpiryMs = 600_000

/** Longer than the 401s of one moment are apart, however busy the machine is. */
export const slowRefresh: WorldOptions = { server: { refreshDelayMs: 1_000 } }

/** The app is opened again, and what it has stored of yesterday is an expired token. */
export async function expired(world: World): Promise<Tab> {
  const yesterday = await world.signIn()
  await world.closeTab(yesterday)
  await world.sleep(untilExpiryMs)
  return world.openTab()
}

/** As many tabs of one session, their token expired while they were open. */
export async function expiredTabs(world: World, count: number): Promise<[Tab, ...Tab[]]> {
  const tabs: [Tab, ...Tab[]] = [await world.signIn()]
  while (tabs.length < count) tabs.push(await world.openTab())
  await world.sleep(untilExpiryMs)
  return tabs
}

/** The same tabs in each trial: somebody logs in anew, every tab has time to see it, and the token expires. */
export async function expiredAgain(world: World, count: number): Promise<readonly Tab[]> {
  const [first] = world.tabs
  if (!first) return expiredTabs(world, count)
  await first.login()
  await after(300)
  await world.sleep(untilExpiryMs)
  return world.tabs
}

/** Whether every one of them is. */
export async function areSignedIn(tabs: readonly Tab[]): Promise<boolean> {
  return (await Promise.all(tabs.map((tab) => tab.isSignedIn()))).every(Boolean)
}

/** Until something is so, and no longer than a while. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; waited < 3_000 && !isSo(); waited += 10) await after(10)
}

export function after(delayMs: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), delayMs)
  })
}
