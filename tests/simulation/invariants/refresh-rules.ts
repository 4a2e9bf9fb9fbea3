import { hasJar } from '../schedule'
import { strange } from '../servers/http-door'
import type { Answer } from '../servers/http-door'
import type { SimTab } from '../sim-tab'
import type { Referee } from './referee'

/** A refresh on its way. */
interface Flight {
  readonly tab: SimTab
  readonly atMs: number
}

/** What a refresh has brought. */
interface Lesson extends Flight {
  readonly sentAtMs: number
}

/** For how long a tab must have run for the others to have heard of what it does, in ms. */
const settlingMs = 1_000
/**
 * How long the others believe in a flight: a throttled tab cannot give up one that hangs in time. They count from its
 * announcement, which may be a second older.
 */
const flightMs = 10_900
/** The shortest pause after a failure, in ms, and how long what was asked for before may still be at work. */
const pauseMs = 240
const longestRunMs = 30_000
/** How long a server that refuses new tokens is left alone, in ms, how new, and when a token is due anyway. */
const futilePauseMs = 50_000
const startedMs = 20_000
const dueMs = 100_000
/** More refreshes of one tab than this in a minute are a storm. */
const mostAMinute = 40

/** G1 and G5: what may be sent to the refresh endpoint, and when. */
export class RefreshRules {
  readonly #referee: Referee
  readonly #flights = new Map<string, readonly Flight[]>()
  /** Who has heard of the successor of a token. */
  readonly #learnt = new Map<string, readonly Lesson[]>()
  readonly #forced = new Map<SimTab, number>()
  readonly #failed = new Map<SimTab, { readonly token: string; readonly atMs: number }>()
  readonly #futile = new Map<SimTab, { readonly token: string; readonly atMs: number }>()
  readonly #sentBy = new Map<SimTab, readonly number[]>()

  constructor(referee: Referee) {
    this.#referee = referee
  }

  sent(tab: SimTab, token: string): void {
    const { machine, coverage } = this.#referee.browser
    coverage.count('refreshes')
    this.#checkSpent(tab, token)
    this.#checkFlight(tab, token)
    this.#checkStorm(tab)
    this.#checkPause(tab, token)
    this.#checkFutile(tab)
    const flights = this.#flights.get(token) ?? []
    this.#flights.set(token, [...flights, { tab, atMs: machine.trueMs }])
    machine.note(`${tab.name}: refresh ${token.slice(-12)}`)
  }

  /** Somebody, or the page's return, asks for a refresh even if the last one has just failed. */
  noteForced(tab: SimTab): void {
    this.#forced.set(tab, this.#referee.browser.machine.trueMs)
  }

  /** The server has refused a request of this tab that was sent once more, with this token. */
  noteReplayRefused(tab: SimTab, accessToken: string): void {
    const { truth, browser } = this.#referee
    const issuedAtMs = truth.token(accessToken)?.issuedAtMs ?? 0
    // An older one may have been revoked since.
    if (browser.server.nowMs - issuedAtMs > startedMs) return
    this.#futile.set(tab, { token: accessToken, atMs: browser.machine.trueMs })
  }

  heard(tab: SimTab, token: string, answer: Answer | null): void {
    const { machine, server } = this.#referee.browser
    const flights = this.#flights.get(token) ?? []
    this.#flights.set(
      token,
      flights.filter((flight) => flight.tab !== tab),
    )
    const atMs = machine.trueMs
    const sentAtMs = flights.find((flight) => flight.tab === tab)?.atMs ?? atMs
    const isFailure = answer === null || answer.status >= 402 || answer === strange
    // Who hears of a failure as late as a throttled tab sends no storm.
    if (isFailure && atMs - sentAtMs < flightMs) this.#failed.set(tab, { token, atMs })
    if (answer?.status !== 200 || !server.rules.spends) return
    const learnt = this.#learnt.get(token) ?? []
    this.#learnt.set(token, [...learnt, { tab, atMs, sentAtMs }])
  }

  #checkSpent(tab: SimTab, token: string): void {
    const { trueMs, clockSetAtMs } = this.#referee.browser.machine
    // Tabs tell each other by the wall clock until when to wait.
    const wasAwaited = ({ sentAtMs }: Lesson) =>
      clockSetAtMs < sentAtMs || clockSetAtMs <= trueMs - flightMs
    const knower = this.#learnt
      .get(token)
      ?.find((one) => wasAwaited(one) && this.#isToBeKnown(one, tab, token))
    if (knower) this.#referee.fail('spent', `${tab.name} sends what ${knower.tab.name} has spent`)
  }

  #checkFlight(tab: SimTab, token: string): void {
    const { trueMs, clockSetAtMs } = this.#referee.browser.machine
    // Tabs tell each other by the wall clock until when to wait.
    if (clockSetAtMs > trueMs - flightMs) return
    const other = this.#flights
      .get(token)
      ?.find((one) => one.atMs > trueMs - flightMs && this.#isToBeKnown(one, tab, token))
    if (other) this.#referee.fail('flight', `${tab.name} beside ${other.tab.name}`)
  }

  #checkStorm(tab: SimTab): void {
    const { trueMs } = this.#referee.browser.machine
    const recent = (this.#sentBy.get(tab) ?? []).filter((atMs) => atMs > trueMs - 60_000)
    if (recent.length > mostAMinute) this.#referee.fail('storm', `${tab.name}: ${recent.length}`)
    this.#sentBy.set(tab, [...recent, trueMs])
  }

  #checkPause(tab: SimTab, token: string): void {
    const { machine } = this.#referee.browser
    const failed = this.#failed.get(tab)
    const forcedAtMs = this.#forced.get(tab) ?? 0
    const { clockSetAtMs, wokeAtMs, trueMs } = machine
    // Two sessions may have one jar: what fails for the one is no failure of the other.
    if (this.#isSharedJar()) return
    const isExcused = Math.max(forcedAtMs, clockSetAtMs, wokeAtMs) > trueMs - longestRunMs
    if (failed?.token !== token || isExcused || machine.trueMs - failed.atMs >= pauseMs) return
    this.#referee.fail('storm', `${tab.name}: again after ${machine.trueMs - failed.atMs} ms`)
  }

  /** Requests alone must not lead to another refresh: it would be refused as well. */
  #checkFutile(tab: SimTab): void {
    const { machine, server } = this.#referee.browser
    const { session, reachability } = tab.client.snapshot
    const futile = this.#futile.get(tab)
    // What was asked for before and has failed is tried again, whatever is requested meanwhile.
    if (reachability.status !== 'reachable') return
    if (session.status !== 'authenticated' || futile?.token !== session.accessToken) return
    // A jump may have aged the token: then it is due.
    const jumpedAtMs = Math.max(machine.clockSetAtMs, machine.wokeAtMs)
    if (jumpedAtMs > futile.atMs - longestRunMs) return
    const excusedAtMs = this.#forced.get(tab) ?? 0
    const leftMs = (this.#referee.truth.token(futile.token)?.expiresAtMs ?? 0) - server.nowMs
    const isExcused = excusedAtMs > machine.trueMs - longestRunMs || leftMs < dueMs
    const sinceMs = machine.trueMs - futile.atMs
    // What was asked for before may still wait for the lock.
    if (isExcused || sinceMs < startedMs || sinceMs > futilePauseMs) return
    this.#referee.fail('futile', `${tab.name} asks for another token`)
  }

  /** Whether `sender` must know what another tab does or has done with a token: it runs, and the two are connected. */
  #isToBeKnown({ tab, atMs }: Flight, sender: SimTab, token: string): boolean {
    if (tab === sender) return true
    const { machine } = this.#referee.browser
    // Two sessions may have one jar; each tells its own tabs.
    if (this.#isSharedJar()) return false
    // Tabs tell each other by the wall clock until when to wait.
    if (machine.clockSetAtMs >= atMs) return false
    const isThere = tab.gate.isRunning && !tab.isDisposed
    const isSteady = isThere && tab.gate.runningSinceMs <= machine.trueMs - settlingMs
    const wasSteady = isSteady && tab.gate.runningSinceMs <= atMs - settlingMs
    const isAwake = sender.gate.runningSinceMs <= machine.trueMs - settlingMs
    return wasSteady && isAwake && this.#referee.areConnected(this.#isKept(token))
  }

  /** Whether a token is of a session that all tabs see; what is stored may be another one. */
  #isKept(token: string): boolean {
    const { truth, browser } = this.#referee
    const family = truth.token(token)?.family
    return browser.stored.record !== null && (!family || truth.wasStored(family))
  }

  #isSharedJar(): boolean {
    const { schedule, server } = this.#referee.browser
    return hasJar(schedule.environment.server) && server.book.families.length > 1
  }
}
