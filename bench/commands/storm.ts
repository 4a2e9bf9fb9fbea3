import { clientNames } from '../page/contract'
import type { ClientName } from '../page/contract'
import { readConditions } from '../report/conditions'
import type { StormCase, StormCell } from '../report/render-storm'
import { writeResult } from '../report/results'
import { untilExpiryMs } from '../scenarios/situations'
import { launchBrowser } from '../world/browser'
import { buildPageScript } from '../world/page-script'
import { World } from '../world/world'
import type { Bench } from '../world/world'

const cases: readonly StormCase[] = (['expired', 'revoked'] as const).flatMap((token) =>
  [false, true].flatMap((isJittered) =>
    [100, 1_000, 10_000].map((requests) => ({ token, isJittered, requests })),
  ),
)

/** Every storm with every client, in turns. */
export async function run(): Promise<void> {
  const script = await buildPageScript()
  const browser = await launchBrowser()
  try {
    const rows = []
    for (const storm of cases) {
      console.log(`\n${JSON.stringify(storm)}`)
      const clients: Record<string, StormCell> = {}
      for (const name of clientNames) {
        clients[name] = await runCase({ browser, script }, storm, name)
        console.log(`  ${name.padEnd(26)} ${JSON.stringify(clients[name])}`)
      }
      rows.push({ ...storm, clients: clients as Record<ClientName, StormCell> })
    }
    await writeResult('storm', { conditions: readConditions(browser), rows })
  } finally {
    await browser.close()
  }
}

async function runCase(
  bench: Bench,
  { token, isJittered, requests }: StormCase,
  name: ClientName,
): Promise<StormCell> {
  const world = await World.open(bench, name, { server: { refreshDelayMs: 20 } })
  try {
    const tab = await world.signIn()
    const deadAuthorization = await tab.readAuthorization()
    if (token === 'expired') await world.sleep(untilExpiryMs)
    const outcome = await tab.storm({ requests, isJittered, deadAuthorization })
    const { refreshes, refused } = world.server.counts
    return { ...outcome, ms: Math.round(outcome.ms), refreshes, refused }
  } finally {
    await world.close()
  }
}
