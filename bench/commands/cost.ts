import type { CostPlan, CostRound } from '../page/cost'
import { readConditions } from '../report/conditions'
import { percentile } from '../report/render-cost'
import { writeResult } from '../report/results'
import { launchBrowser } from '../world/browser'
import { buildPageScript } from '../world/page-script'
import { World } from '../world/world'
import type { Bench } from '../world/world'

/** Several pages, since one may be compiled better than another. */
const pages = 3

/** What a request costs with a good token, with every client in turns in one page. */
export async function run(): Promise<void> {
  const bench = { script: await buildPageScript(), browser: await launchBrowser() }
  try {
    const stub = await measure(bench, { rounds: 100, requests: 200, isReal: false })
    const loopback = await measure(bench, { rounds: 10, requests: 50, isReal: true })
    await writeResult('cost', { conditions: readConditions(bench.browser), stub, loopback })
  } finally {
    await bench.browser.close()
  }
}

async function measure(bench: Bench, plan: CostPlan): Promise<CostRound[]> {
  const rounds = []
  for (let page = 0; page < pages; page += 1) rounds.push(...(await measureInPage(bench, plan)))
  for (const name of Object.keys(rounds[0] ?? {}) as (keyof CostRound)[]) {
    const ratios = rounds.map((round) => round[name] / round['a header interceptor'])
    const median = percentile(
      rounds.map((round) => round[name]),
      0.5,
    )
    console.log(`${name.padEnd(26)} ${percentile(ratios, 0.5).toFixed(3)} ${median.toFixed(1)} µs`)
  }
  return rounds
}

async function measureInPage(bench: Bench, plan: CostPlan): Promise<CostRound[]> {
  const world = await World.open(bench, 'latchkey', { server: { accessSeconds: 3_600 } })
  try {
    const { page } = await world.openTab()
    return await page.evaluate(([dialect, wanted]) => window.bench.cost(dialect, wanted), [
      world.dialect,
      plan,
    ] as const)
  } finally {
    await world.close()
  }
}
