import type { TimedAuthEvent } from '@/auth/core/events'
import type { EndReason, Session } from '@/auth/core/session'
import type { Person } from '../schedule'
import { hasJar } from '../schedule'
import type { Answer } from '../servers/http-door'
import { personNamed } from '../servers/people'
import type { SimTab } from '../sim-tab'
import type { Referee } from './referee'
import type { PersonRequest } from './request-rules'

/** Who is signed in; `null` for nobody. */
export const personIn = (session: Session): Person | null =>
  session.status === 'authenticated' ? personNamed(session.user.username) : null

/** G3, G7: the browser's one jar may hold the cookies of somebody who has logged in outside of the app. */
export class JarRules {
  readonly #referee: Referee
  /** Whose refresh token each tab has used last with success. */
  readonly #refreshedAs = new Map<SimTab, Person | null>()
  #refusedAtMs = -Infinity

  constructor(referee: Referee) {
    this.#referee = referee
  }

  /** A request of the app leaves its tab, and takes along what is in the jar. */
  sent({ tab, person, isForeign }: PersonRequest): void {
    const { jar, schedule, coverage } = this.#referee.browser
    if (!this.#isAlone || isForeign) return
    const asker = person ?? personIn(tab.client.snapshot.session)
    if (asker === null || jar.person === null || asker === jar.person) return
    coverage.count('requests with cookies of somebody else')
    // Nothing that the app can see has changed where there is no mark, or where it is that of another login.
    if (!schedule.environment.hasJarMark || !jar.isMarked) return
    this.#referee.fail('hands', `${tab.name}: asked by ${asker}, sent as ${jar.person}`)
  }

  refreshHeard(tab: SimTab, token: string, answer: Answer | null): void {
    if (answer?.status === 401) this.#refusedAtMs = this.#referee.browser.machine.trueMs
    if (answer?.status !== 200) return
    this.#refreshedAs.set(tab, this.#referee.truth.token(token)?.family.person ?? null)
  }

  /** The session goes on with new tokens: whose they are must have been looked at. */
  eventHeard(tab: SimTab, event: TimedAuthEvent): void {
    if (!this.#isAlone || event.type !== 'token-replaced' || event.cause !== 'refresh') return
    this.#checkOwner(tab, this.#refreshedAs.get(tab) ?? null)
  }

  /** The app has asked who is signed in, as it does when its page is looked at again. */
  async reloaded(tab: SimTab, work: Promise<void>): Promise<void> {
    const { jar } = this.#referee.browser
    const { changes } = jar
    await work
    if (this.#isAlone && jar.changes === changes) this.#checkOwner(tab, jar.person)
  }

  /** Whoever logs in again elsewhere is still the same. */
  changed(tab: SimTab, before: Session, after: Session): void {
    const person = personIn(before)
    if (person === null || after.status !== 'anonymous') return
    const { server, schedule } = this.#referee.browser
    if (!hasJar(schedule.environment.server)) return
    const { families } = server.book
    if (families.some((family) => family.person !== person)) return
    // Two logins in the app are two sessions.
    if (families.filter(({ login }) => login.startsWith('login')).length !== 1) return
    // A name may be all that tells who somebody is.
    if (schedule.environment.ids === 'name' && server.people.areRenamed) return
    if (after.reason === 'other-user' || this.#isRefusedWrongly(tab, after.reason)) {
      this.#referee.fail('again', `${tab.name}: session of ${person}, ${after.reason}`)
    }
  }

  /** The jar has a cookie of the same person that the server would take, and nothing was refused for a while. */
  #isRefusedWrongly(tab: SimTab, reason: EndReason): boolean {
    const { jar, server } = this.#referee.browser
    if (!this.#isAlone || reason !== 'ended-by-server' || !jar.refresh) return false
    if (this.#refusedAtMs > this.#referee.browser.machine.trueMs - settlingMs) return false
    return server.takes(jar.refresh) && server.book.families.length > 1 && this.#isSteady(tab)
  }

  /** Nothing keeps this tab from hearing what the others do. */
  #isSteady({ gate }: SimTab): boolean {
    const { trueMs } = this.#referee.browser.machine
    const isSteady = gate.runningSinceMs <= trueMs - settlingMs
    return isSteady && [true, false].every((isKept) => this.#referee.areConnected(isKept))
  }

  #checkOwner(tab: SimTab, owner: Person | null): void {
    const person = personIn(tab.client.snapshot.session)
    if (person === null || owner === null || person === owner) return
    this.#referee.fail('distrust', `${tab.name}: ${person} goes on with cookies of ${owner}`)
  }

  get #isAlone(): boolean {
    return this.#referee.browser.schedule.environment.server === 'cookies-alone'
  }
}

/** For how long a tab must have run to have heard of the others, in ms. */
const settlingMs = 20_000
