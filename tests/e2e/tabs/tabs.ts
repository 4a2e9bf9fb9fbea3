import type { BrowserContext, Page } from '@playwright/test'
import { AppPage } from '../../support/app-page'
import type { LoggedRequest, MockHttpServer } from '../../support/mock-http-server'
import { expect, isRefresh } from '../e2e-test'
import type { ServerClock } from '../e2e-test'
import { installTabScript } from './tab-script'
import type { Answer, Question, TimedAnswers } from './tab-script'

/** Five requests, each to its own address. */
export const fivePaths = [
  '/posts/',
  '/subscribers/',
  '/user/',
  '/posts/?limit=1',
  '/posts/?limit=2',
]

/** Before a refusal is believed, every other tab that is refreshing has its time to succeed. */
const endTimeoutMs = 25_000

/** What tabs are opened on. */
export interface TabsWorld {
  readonly context: BrowserContext
  readonly api: MockHttpServer
  readonly serverClock: ServerClock
  /** Where the app is. */
  readonly appUrl: string
}

/** One tab with the app in it. */
export class Tab {
  readonly page: Page
  readonly app: AppPage

  constructor(page: Page) {
    this.page = page
    this.app = new AppPage(page)
  }

  /** Sends requests all at once through the app's own Axios instance. */
  ask(...paths: string[]): Promise<Answer[]> {
    return this.page.evaluate((asked) => window.tabScript.ask(asked), paths)
  }

  askAt(question: Question): Promise<TimedAnswers> {
    return this.page.evaluate((asked) => window.tabScript.askAt(asked), question)
  }

  async expectSignedIn(): Promise<void> {
    await expect(this.app.logOutButton.first()).toBeVisible()
    await expect(this.app.logInButton).toHaveCount(0)
    await expect(this.app.signInDialog).toHaveCount(0)
  }

  /** Asked for the password, on the login page or over its own, with a sentence that says why, once. */
  async expectEnded(sentence: RegExp): Promise<void> {
    await expect(this.app.logInButton).toBeVisible({ timeout: endTimeoutMs })
    await expect(this.app.announcement.filter({ hasText: sentence })).toHaveCount(1)
  }
}

/** The tabs of one browser, with a clock that a test can move and the log of the server. */
export class Tabs {
  readonly all: Tab[] = []
  readonly #world: TabsWorld

  private constructor(world: TabsWorld) {
    this.#world = world
  }

  static async create(world: TabsWorld): Promise<Tabs> {
    await world.context.addInitScript(installTabScript, world.serverClock.aheadMs)
    return new Tabs(world)
  }

  /** What the server has answered to refreshes, in order. */
  get refreshes(): LoggedRequest[] {
    return this.#world.api.log.filter(isRefresh)
  }

  /** What the server has refused, or was too broken to answer. */
  get failures(): LoggedRequest[] {
    return this.#world.api.log.filter(({ status }) => status >= 400)
  }

  /** Opens the app in a new tab, or in one that is there. */
  async open(place = '/', page?: Page): Promise<Tab> {
    const tab = new Tab(page ?? (await this.#world.context.newPage()))
    this.all.push(tab)
    await tab.page.goto(new URL(place, this.#world.appUrl).href)
    return tab
  }

  /** Opens a tab and logs in. */
  async signIn({ keep = true, place = '/' } = {}): Promise<Tab> {
    const tab = await this.open(place)
    await tab.app.logIn('demo', 'demo', { keep })
    await tab.expectSignedIn()
    return tab
  }

  /** Logs in in one tab, and opens another one, which has the session as well. */
  async signInPair(how: { keep?: boolean; place?: string } = {}): Promise<readonly [Tab, Tab]> {
    const first = await this.signIn(how)
    const second = await this.open(how.place)
    await second.expectSignedIn()
    return [first, second]
  }

  /** Time goes by for the server and in every tab, and no timer fires: the computer was asleep. */
  async sleep(ms: number): Promise<void> {
    this.#world.serverClock.aheadMs += ms
    await this.setClocks(this.#world.serverClock.aheadMs)
  }

  /** Puts the clocks of all tabs, and of those opened from now on, so many ms before this machine's. */
  async setClocks(aheadMs: number): Promise<void> {
    await this.#world.context.addInitScript((ms) => window.tabScript.setClock(ms), aheadMs)
    const open = this.all.filter(({ page }) => !page.isClosed())
    await Promise.all(
      open.map(({ page }) => page.evaluate((ms) => window.tabScript.setClock(ms), aheadMs)),
    )
  }
}
