import type { Ledger } from '@/auth/core/ledger'
import type { SimBrowser } from '../browser'
import type { Family, Token } from '../servers/token-book'
import type { SimTab } from '../sim-tab'

/** Which tokens are where: with the tabs, in what is stored, in the jar, on their way. */
export class Holdings {
  readonly #browser: SimBrowser
  readonly #latest = new Map<SimTab, Map<Family, Token>>()
  readonly #grants: { readonly tab: SimTab; readonly token: Token; readonly atMs: number }[] = []
  readonly #returning = new Map<SimTab, Token>()

  constructor(browser: SimBrowser) {
    this.#browser = browser
  }

  /** A tab has heard from another. Of a session that it is not in it need not keep anything. */
  noteHeard(tab: SimTab, { record }: Ledger): void {
    const { session } = tab.client.snapshot
    const isIn = record && session.status === 'authenticated'
    if (isIn && this.#find(session.accessToken)?.family === this.#find(record.accessToken)?.family)
      this.#noteLatest(tab, record.accessToken, record.refreshToken)
  }

  /** The server has given a tab new tokens: what it can buy the next ones with. */
  noteGrant(tab: SimTab, access: string, refresh: string | null): void {
    const token = this.#find(refresh ?? access)
    if (token) this.#grants.push({ tab, token, atMs: this.#browser.machine.trueMs })
    this.#noteLatest(tab, access, refresh)
  }

  /** A tab that goes on with what another has got since keeps its own as a candidate in the ledger, for a while. */
  noteUsed(tab: SimTab, accessToken: string | null): void {
    const used = this.#find(accessToken)
    const latest = used && this.#latest.get(tab)?.get(used.family)
    const isLeft = latest && used.issuedAtMs > latest.issuedAtMs
    if (isLeft && !this.#browser.server.isSingle) this.#latest.get(tab)?.delete(used.family)
  }

  #noteLatest(tab: SimTab, access: string | null, refresh: string | null): void {
    const token = this.#find(refresh ?? access)
    if (!token) return
    const latest = this.#latest.get(tab) ?? new Map<Family, Token>()
    this.#latest.set(tab, latest)
    // Without rotation the refresh token of before goes on.
    if (refresh === null && !this.#browser.server.isSingle && latest.has(token.family)) return
    latest.set(token.family, token)
  }

  /** Tokens of a session that living tabs have got from the server after a moment. */
  heardAfter(family: Family, afterMs: number): readonly Token[] {
    return this.#grants
      .filter(
        ({ tab, token, atMs }) => token.family === family && atMs > afterMs && tab.gate.isRunning,
      )
      .map(({ token }) => token)
  }

  /** Whether the server has given tokens of this session to this tab. */
  wasGranted(tab: SimTab, family: Family): boolean {
    return this.#grants.some((grant) => grant.tab === tab && grant.token.family === family)
  }

  /** New tokens are on their way back to a tab, or no more. */
  noteReturning(tab: SimTab, value: string | null): void {
    const token = this.#find(value)
    if (token) this.#returning.set(tab, token)
    else this.#returning.delete(tab)
  }

  /** Tokens of a session that something living holds, or is about to get. */
  of(family: Family, tabs: readonly SimTab[], isStoreRead: boolean): readonly Token[] {
    const living = tabs.filter(({ gate }) => gate.isRunning)
    const returning = living.map((tab) => this.#returning.get(tab) ?? null)
    const stored = isStoreRead ? [this.#browser.stored] : []
    const ledgers = [...stored, ...living.map((tab) => tab.sessionStorage.ledger)]
    const known = living.map((tab) => this.#latest.get(tab)?.get(family) ?? null)
    const all = [
      ...known,
      ...returning,
      ...ledgers.flatMap((ledger) => this.#tokensIn(ledger)),
      this.#browser.jar.refresh,
    ]
    return all.filter((token) => token?.family === family).filter((token) => token !== null)
  }

  #tokensIn({ record, candidates }: Ledger): (Token | null)[] {
    const records = [...(record ? [record] : []), ...candidates.map((one) => one.record)]
    return records.map(({ refreshToken, accessToken }) => this.#find(refreshToken ?? accessToken))
  }

  #find(value: string | null): Token | null {
    return value === null ? null : this.#browser.server.book.find(value)
  }
}
