import type {
  RouteLocation,
  RouteLocationNormalized,
  RouteLocationNormalizedLoaded,
} from 'vue-router'
import type { Session } from './core/session'

/**
 * Tells which navigations were begun by a person who has left this page to the next since: by a logout, or because
 * another one logged in.
 */
export class Departures {
  #count = 0
  /** The {@link #count} that each navigation was begun, or last confirmed, at. */
  readonly #seen = new WeakMap<RouteLocation, number>()
  /** The path that Back or Forward has just asked for. */
  #revisited: string | null = null
  #session: Session
  /** Whose pages are open, or were open when the session ended; nobody's after a logout. */
  #owner: string | null = null

  constructor(session: Session) {
    this.#session = session
    if (session.status === 'authenticated') this.#owner = session.user.id
  }

  /** Notes as whom a navigation is begun, once. */
  begin(to: RouteLocationNormalized, from: RouteLocationNormalizedLoaded): void {
    const begin = beginOf(to)
    if (!this.#seen.has(begin)) this.#seen.set(begin, this.#countAtBegin(begin, from))
  }

  /** The navigation is from now on that of whoever is here. */
  confirm(to: RouteLocationNormalized): void {
    this.#seen.set(beginOf(to), this.#count)
  }

  /** @param path - that Back or Forward asks for */
  revisit(path: string): void {
    this.#revisited = path
  }

  /** The navigation is over. */
  settle(): void {
    this.#revisited = null
  }

  follow(session: Session): void {
    this.#session = session
    if (this.#isDeparture(session)) this.#count += 1
    this.#owner = this.#ownerIn(session)
  }

  /** Whether the person who was on the way to `to` has left. What nobody has seen begin was there before the guard. */
  isForgotten(to: RouteLocationNormalized): boolean {
    return (this.#seen.get(beginOf(to)) ?? 0) !== this.#count
  }

  #countAtBegin(to: RouteLocation, from: RouteLocationNormalizedLoaded): number {
    // What is in the history was open once: before the logout.
    const isOldPage = to.fullPath === this.#revisited && to.meta.access === 'authenticated'
    return isOldPage && isLogout(this.#session) ? this.#count - 1 : this.#countAt(from)
  }

  /** Who goes on from a page of a session does so as the person of that page. */
  #countAt(from: RouteLocationNormalizedLoaded): number {
    const isOfSession = from.meta.access === 'authenticated'
    return (isOfSession ? this.#seen.get(beginOf(from)) : undefined) ?? this.#count
  }

  #isDeparture(session: Session): boolean {
    if (session.status === 'authenticated') {
      return this.#owner !== null && this.#owner !== session.user.id
    }
    return isLogout(session)
  }

  #ownerIn(session: Session): string | null {
    if (session.status === 'authenticated') return session.user.id
    return isLogout(session) ? null : this.#owner
  }
}

/** What tells a navigation from others, also when guards have redirected it. */
function beginOf(to: RouteLocationNormalized): RouteLocation {
  return to.redirectedFrom ?? to
}

/** The person asked to be gone; the next one here may be somebody else. */
function isLogout(session: Session): boolean {
  return session.status === 'anonymous' && session.reason === 'logged-out'
}
