import { IDBFactory } from 'fake-indexeddb'
import { createAuth } from '@/auth/create-auth'
import type { Auth, AuthOptions } from '@/auth/create-auth'
import { MockBackend } from '@/mocks/mock-backend'
import { simpleJwtDefaults } from '@/mocks/settings'
import { pageWith } from './page-with'
import { resolveProfile } from './resolve-profile'

/** What tells an app from others. */
export type AppSettings = Partial<Parameters<typeof resolveProfile>[0]> &
  Pick<AuthOptions, 'sessionName'> & { readonly apiBaseUrl?: string }

/** One origin in one browser: apps that share what a browser shares, before one server. */
export class AppOrigin {
  /** `METHOD path status`, in the order of the answers. */
  readonly log: string[] = []
  readonly indexedDB = new IDBFactory()
  readonly localStorage = new TestStorage()
  /** Awaited before each answer. */
  gate: Promise<unknown> = Promise.resolve()
  /** In the order in which they were asked for. */
  readonly lockNames: string[] = []
  locks: LockManager | undefined = createLocks(this.lockNames)
  readonly #backend = new MockBackend({ settings: simpleJwtDefaults, now: () => Date.now() })
  #state = this.#backend.restoreState()
  readonly #opened: Auth[] = []
  readonly #apiBaseUrl: string

  /** @param apiBaseUrl - another one in each file: channels reach the tests that run at the same time */
  constructor(apiBaseUrl: string) {
    this.#apiBaseUrl = apiBaseUrl
  }

  /** @param sessionStorage - of a tab that was there before, for a reload */
  open(
    { sessionName, apiBaseUrl = this.#apiBaseUrl, ...settings }: AppSettings = {},
    sessionStorage = new TestStorage(),
  ): Auth {
    const profile = resolveProfile({ profile: 'simplejwt', ...settings })
    const { indexedDB, localStorage, locks } = this
    const page = pageWith({
      fetch: this.#fetch,
      indexedDB,
      localStorage,
      sessionStorage,
      navigator: { locks },
    })
    const auth = createAuth({ apiBaseUrl, profile, ...(sessionName && { sessionName }) }, page)
    this.#opened.push(auth)
    return auth
  }

  /** A tab with a version of the app that knew nothing but the names of today's apps without constants. */
  openFormer(sessionStorage = new TestStorage()): Auth {
    const before = this.localStorage.keys
    const auth = this.open({}, sessionStorage)
    for (const storage of [this.localStorage, sessionStorage]) {
      const marks = storage.keys.filter((key) => key.endsWith('/taken') && !before.includes(key))
      for (const mark of marks) storage.removeItem(mark)
    }
    return auth
  }

  async databaseNames(): Promise<readonly (string | undefined)[]> {
    return (await this.indexedDB.databases()).map(({ name }) => name).sort()
  }

  close(): void {
    for (const auth of this.#opened.splice(0)) auth.dispose()
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    const sent = new Request(input, init)
    const { origin, pathname } = new URL(sent.url)
    const headers = Object.fromEntries(sent.headers)
    const request = { method: sent.method, path: pathname, headers, body: await sent.text() }
    const { response, state } = this.#backend.handle({ ...request, baseUrl: origin }, this.#state)
    this.#state = state
    await this.gate
    this.log.push(`${request.method} ${pathname} ${response.status}`)
    return new Response(response.body, response)
  }
}

/** The storage of one tab, or of all. */
export class TestStorage implements Storage {
  readonly #items = new Map<string, string>()

  get length(): number {
    return this.#items.size
  }

  get keys(): readonly string[] {
    return [...this.#items.keys()]
  }

  get text(): string {
    return JSON.stringify([...this.#items])
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, value)
  }

  removeItem(key: string): void {
    this.#items.delete(key)
  }

  key(index: number): string | null {
    return this.keys[index] ?? null
  }

  clear(): void {
    this.#items.clear()
  }
}

/** The locks of a browser, each for one at a time. */
function createLocks(names: string[]): LockManager {
  const last = new Map<string, Promise<unknown>>()
  const request = (name: string, _: LockOptions, task: () => Promise<unknown>) => {
    names.push(name)
    const held = (last.get(name) ?? Promise.resolve()).then(task, task)
    last.set(name, held)
    return held
  }
  return { request } as unknown as LockManager
}
