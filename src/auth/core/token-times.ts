import type { SessionModel } from './models'
import type { Clock, PageLifecycle } from './ports'
import type { SessionRecord } from './record'

/** How a session is kept going. */
export interface RenewalSettings {
  readonly model: SessionModel
  /** How long before expiry to renew, at most. See `models.ts` for the cap. */
  readonly leewaySeconds: number
}

/** When a record came into use here, by both clocks, and what time it was for it then. */
interface Anchor {
  readonly versionId: string
  readonly baseMs: number
  readonly wallMs: number
  readonly monotonicMs: number
  /** How often the server has taken the token although every clock says that it is over. */
  readonly extensions: number
}

/**
 * Tells when the tokens of a record are due, and when they have run out. Two clocks are asked: the wall clock can
 * be set, the monotonic one stands still while some machines sleep. A token in use is as old as the one that has
 * gone further says; that it is over for sure takes both.
 */
export class TokenTimes {
  readonly #clock: Clock
  readonly #page: PageLifecycle
  readonly #settings: RenewalSettings
  #anchor: Anchor | null = null

  constructor(clock: Clock, page: PageLifecycle, settings: RenewalSettings) {
    this.#clock = clock
    this.#page = page
    this.#settings = settings
  }

  /** The record is in use from now on. */
  use(record: SessionRecord): void {
    if (this.#anchor?.versionId !== record.version.id) this.#setAnchor(record, this.#clock.now(), 0)
  }

  /**
   * The server has taken the token just now: a clock that says otherwise was set. Where all of them do, or one by no
   * more than the end is estimated wrong, the token may have a second left or nearly its whole life, so that the next
   * question comes soon, and later each time.
   */
  trust(record: SessionRecord): void {
    const { expiresAtMs, lifetimeMs } = record
    const earliestMs = this.#nowFor(record, Math.min)
    const overMs = this.#nowFor(record, Math.max) - (expiresAtMs ?? 0)
    const isRoughlyOver = overMs >= 0 && overMs < roughlyMs
    const extensions = this.#anchor?.versionId === record.version.id ? this.#anchor.extensions : 0
    if (expiresAtMs === null || lifetimeMs === null) this.#setAnchor(record, earliestMs, 0)
    else if (isRoughlyOver || earliestMs >= expiresAtMs) {
      const extensionMs = Math.min(lifetimeMs, firstExtensionMs * 2 ** extensions)
      this.#setAnchor(record, expiresAtMs - extensionMs, extensions + 1)
    } else {
      this.#setAnchor(record, Math.max(earliestMs, expiresAtMs - lifetimeMs), extensions)
    }
  }

  /** Whether the token is to be renewed. */
  isDue(record: SessionRecord): boolean {
    const leftMs = this.dueInMs(record)
    return leftMs !== null && leftMs <= 0
  }

  /** How long until the token is to be renewed, in ms; `null` when it does not say when it ends. */
  dueInMs(record: SessionRecord): number | null {
    const { model, leewaySeconds } = this.#settings
    const atMs = model.renewAtMs(record, { leewaySeconds, isVisible: this.#page.isVisible })
    if (atMs === null) return null
    const nowMs = this.#nowFor(record, Math.max)
    return isImplausible(record, nowMs) ? 0 : atMs - nowMs
  }

  /** Whether the token is good for that long, or for half its life if that is less. */
  isValidFor(record: SessionRecord, validityMs: number): boolean {
    const { expiresAtMs, lifetimeMs } = record
    if (expiresAtMs === null) return true
    const wantedMs = lifetimeMs === null ? validityMs : Math.min(validityMs, lifetimeMs / 2)
    return expiresAtMs - this.#nowFor(record, Math.max) >= wantedMs
  }

  /** Whether the token cannot be used any more. */
  hasRunOut({ expiresAtMs, ...record }: SessionRecord): boolean {
    return expiresAtMs !== null && this.#nowFor(record, Math.max) >= expiresAtMs
  }

  /** Whether the token can be used, as far as the clocks can be believed. */
  isGood(record: SessionRecord): boolean {
    return !this.hasRunOut(record) && !isImplausible(record, this.#nowFor(record, Math.max))
  }

  /** Whether the token has run out by every clock, before the eyes of this page. */
  hasRunOutByAll(record: SessionRecord): boolean {
    const { expiresAtMs } = record
    if (expiresAtMs === null || !this.wasSeenAlive(record)) return false
    return this.#nowFor(record, Math.min) >= expiresAtMs
  }

  /** The same, of a token that this page has known since it was new: no clock has been set before that. */
  hasRunOutForSure(record: SessionRecord): boolean {
    const { expiresAtMs, lifetimeMs } = record
    if (expiresAtMs === null || lifetimeMs === null || this.#anchor === null) return false
    const isFromTheFirst = this.#anchor.baseMs <= expiresAtMs - lifetimeMs + newForMs
    return isFromTheFirst && this.hasRunOutByAll(record)
  }

  /** Whether the token is new, or does not tell. */
  wasJustGranted({ expiresAtMs, lifetimeMs, ...record }: SessionRecord): boolean {
    if (expiresAtMs === null || lifetimeMs === null) return true
    return this.#nowFor(record, Math.max) - (expiresAtMs - lifetimeMs) < justGrantedMs
  }

  /** Whether the token was good when it came into use here, and not already over by the wall clock alone. */
  wasSeenAlive({ expiresAtMs, version }: SessionRecord): boolean {
    const anchor = this.#anchor
    if (expiresAtMs === null || anchor?.versionId !== version.id) return false
    return anchor.baseMs < expiresAtMs
  }

  /** Whether the server has taken the token although every clock said that it was over. */
  wasTakenPastItsEnd({ version }: SessionRecord): boolean {
    return this.#anchor?.versionId === version.id && this.#anchor.extensions > 0
  }

  /** Whether the session was to end by now, whatever is done. */
  isAtCeiling({ endsAtMs, ...record }: SessionRecord): boolean {
    return endsAtMs !== null && this.#nowFor(record, Math.max) >= endsAtMs
  }

  #setAnchor(record: SessionRecord, baseMs: number, extensions: number): void {
    this.#anchor = {
      versionId: record.version.id,
      baseMs,
      extensions,
      wallMs: this.#clock.now(),
      monotonicMs: this.#clock.monotonic(),
    }
  }

  #nowFor(
    { version }: Pick<SessionRecord, 'version'>,
    choose: (byWall: number, byMonotonic: number) => number,
  ): number {
    const anchor = this.#anchor
    if (anchor?.versionId !== version.id) return this.#clock.now()
    const byWall = this.#clock.now() - anchor.wallMs
    const byMonotonic = this.#clock.monotonic() - anchor.monotonicMs
    return anchor.baseMs + choose(byWall, byMonotonic)
  }
}

/** More is left than the token ever had: the clock has been set back since it was stored. */
function isImplausible({ expiresAtMs, lifetimeMs }: SessionRecord, nowMs: number): boolean {
  if (expiresAtMs === null || lifetimeMs === null) return false
  return expiresAtMs - nowMs > lifetimeMs + toleranceMs
}

/** Clocks that are kept by a server are pushed about by this much, in ms. */
const toleranceMs = 1_000

/** For how long a token counts as new, in ms: a slow store may keep it from a tab for a while. */
const newForMs = 5_000

/** For how long a token counts as just granted, in ms: a request that was sent with it at once may take a while. */
const justGrantedMs = 30_000

/** How wrong the end of a token may be estimated, in ms: servers cut it to the second, and answers take time. */
const roughlyMs = 5_000

/** How long a token is used that the server takes although it should be over, in ms; doubled each time. */
const firstExtensionMs = 1_000
