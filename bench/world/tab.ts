import type { Page } from 'playwright-core'
import type { Answer, RequestPlan, Username } from '../page/contract'
import type { StormPlan } from '../page/storm'

/** How long a request may take before it is said to hang. */
export const boundMs = 5_000

/** One tab of the browser, with the client in it. */
export class Tab {
  readonly page: Page
  #sent = 0

  constructor(page: Page) {
    this.page = page
  }

  login = (as: Username = 'ada') => this.page.evaluate((name) => window.bench.login(name), as)
  loginAtSecond = (as: Username = 'ada') =>
    this.page.evaluate((name) => window.bench.loginAtSecond(name), as)
  logout = () => this.page.evaluate(() => window.bench.logout())
  isSignedIn = () => this.page.evaluate(() => window.bench.isSignedIn())
  readAuthorization = () => this.page.evaluate(() => window.bench.readAuthorization())
  storm = (plan: StormPlan) => this.page.evaluate((given) => window.bench.storm(given), plan)
  abort = () => this.page.evaluate(() => window.bench.abort())

  /** Moves the tab's clock on. */
  sleep(ms: number): Promise<void> {
    return this.page.evaluate((step) => {
      window.benchClock.offsetMs += step
    }, ms)
  }

  /** As many requests for data at once. */
  get(count: number, url = '/api/posts/', withinMs = boundMs): Promise<Answer[]> {
    return this.send(
      Array.from({ length: count }, () => ({ url })),
      withinMs,
    )
  }

  /** One request for data after the other. */
  async getInTurn(count: number): Promise<Answer[]> {
    const answers = []
    for (let sent = 0; sent < count; sent += 1) answers.push(...(await this.get(1)))
    return answers
  }

  send(plans: readonly RequestPlan[], withinMs = boundMs): Promise<Answer[]> {
    return this.page.evaluate(([sent, ms]) => window.bench.send(sent, ms), [
      plans.map((plan) => this.#withOwnAddress(plan)),
      withinMs,
    ] as const)
  }

  /** Browsers ask for one address once at a time, for their cache. No app has twenty equal requests. */
  #withOwnAddress(plan: RequestPlan): RequestPlan {
    this.#sent += 1
    return plan.isLogin || plan.isSameAddress
      ? plan
      : { ...plan, url: `${plan.url}?n=${this.#sent}` }
  }
}
