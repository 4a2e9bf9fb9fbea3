import { expect } from '../e2e-test'
import type { Tab } from './tabs'

/** Holds when a tab of this browser waits for a lock that another one has. */
export async function expectWaitingForLock({ page }: Tab): Promise<void> {
  const countWaiting = () =>
    page.evaluate(async () => (await navigator.locks.query()).pending?.length ?? 0)
  await expect.poll(countWaiting).toBeGreaterThan(0)
}
