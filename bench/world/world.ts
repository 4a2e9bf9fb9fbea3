import type { Browser, BrowserContext } from 'playwright-core'
import type { ApiDialect, ClientName } from '../page/contract'
import { BenchServer, usualServer } from '../server/bench-server'
import type { ServerCounts, ServerOptions } from '../server/bench-server'
import { ForeignServer } from '../server/foreign-server'
import { insecureHost } from './browser'
import { installPageClock } from './page-clock'
import { Tab } from './tab'

/** What differs from scenario to scenario. */
export interface WorldOptions {
  readonly server?: Partial<ServerOptions>
  /** How wrong the clock of the browser is. @default 0 */
  readonly clockOffsetMs?: number
  /** Plain http on another host: no Web Locks. */
  readonly isInsecure?: boolean
  /** Another API, of another origin, that the app asks through the same instance. */
  readonly hasSecondApi?: boolean
  /** The app has a library send again what was answered 503, after so long. */
  readonly retryAfterMs?: number
}

/** What every world is made with. */
export interface Bench {
  readonly browser: Browser
  readonly script: string
}

/** A server, a fresh browser profile, and the tabs of one client. */
export class World {
  readonly server: BenchServer
  readonly secondServer: BenchServer | null
  readonly #context: BrowserContext
  readonly #client: ClientName
  readonly #options: WorldOptions
  readonly #tabs: Tab[] = []
  #clockOffsetMs: number

  private constructor(
    server: BenchServer,
    secondServer: BenchServer | null,
    context: BrowserContext,
    client: ClientName,
    options: WorldOptions,
  ) {
    this.server = server
    this.secondServer = secondServer
    this.#context = context
    this.#client = client
    this.#options = options
    this.#clockOffsetMs = options.clockOffsetMs ?? 0
  }

  static async open(
    { browser, script }: Bench,
    client: ClientName,
    options: WorldOptions = {},
  ): Promise<World> {
    const open = async () => {
      const server = new BenchServer({ ...usualServer, ...options.server }, script)
      await server.listen()
      return server
    }
    const second = options.hasSecondApi ? await open() : null
    return new World(await open(), second, await browser.newContext(), client, options)
  }

  /** What the servers have seen, together. */
  get counts(): ServerCounts {
    const { counts } = this.server
    const more = this.secondServer?.counts
    return more ? sumOf(counts, more) : { ...counts }
  }

  /** The tabs that are open, in the order of their opening. */
  get tabs(): readonly Tab[] {
    return this.#tabs
  }

  /** A tab in which somebody has logged in. */
  async signIn(): Promise<Tab> {
    const tab = await this.openTab()
    await tab.login()
    return tab
  }

  /** A new tab with the app in it, signed in if the others are. */
  async openTab(): Promise<Tab> {
    const page = await this.#context.newPage()
    await page.addInitScript(installPageClock, this.#clockOffsetMs)
    const host = this.#options.isInsecure ? insecureHost : '127.0.0.1'
    await page.goto(`http://${host}:${this.server.port}/`)
    await page.evaluate(
      async ([name, api, secondApi, retryAfterMs]) => {
        await window.bench.open(name, api)
        if (secondApi) await window.bench.openSecond(name, secondApi)
        if (retryAfterMs !== null) window.bench.retryAfter(retryAfterMs)
      },
      [
        this.#client,
        this.dialect,
        this.#secondDialect,
        this.#options.retryAfterMs ?? null,
      ] as const,
    )
    const tab = new Tab(page)
    this.#tabs.push(tab)
    return tab
  }

  /** Time passes, on the server and in every tab, without a timer running: the computer sleeps. */
  async sleep(ms: number): Promise<void> {
    this.server.backend.advance(ms)
    this.#clockOffsetMs += ms
    await Promise.all(this.#tabs.map((tab) => tab.sleep(ms)))
  }

  /** Cuts the browser off, and tells its pages. */
  setOffline(isOffline: boolean): Promise<void> {
    return this.#context.setOffline(isOffline)
  }

  async closeTab(tab: Tab): Promise<void> {
    this.#tabs.splice(this.#tabs.indexOf(tab), 1)
    await tab.page.close()
  }

  /** Lends a server of another origin. */
  async withForeignServer<Result>(use: (foreign: ForeignServer) => Promise<Result>) {
    const foreign = new ForeignServer()
    await foreign.listen()
    try {
      return await use(foreign)
    } finally {
      await foreign.close()
    }
  }

  async close(): Promise<void> {
    await this.#context.close()
    await this.server.close()
    await this.secondServer?.close()
  }

  get dialect(): ApiDialect {
    const { server, hasSecondApi = false } = this.#options
    const { model, refusalStatus, tokenHeader, apiKey } = { ...usualServer, ...server }
    const code = refusalStatus === 403 ? 'token_not_valid' : null
    return {
      origin: '',
      sharesInstance: hasSecondApi,
      model,
      refusal: { status: refusalStatus, code },
      tokenHeader: { name: tokenHeader, prefix: this.server.backend.prefix },
      constantHeaders: apiKey === null ? {} : { 'X-Api-Key': apiKey },
    }
  }

  get #secondDialect(): ApiDialect | null {
    return this.secondServer && { ...this.dialect, origin: this.secondServer.origin }
  }
}

const sumOf = (one: ServerCounts, other: ServerCounts): ServerCounts => ({
  refreshes: one.refreshes + other.refreshes,
  refused: one.refused + other.refused,
  hits: one.hits + other.hits,
  dead: one.dead + other.dead,
  carried: one.carried + other.carried,
})
