import type { Person } from './schedule'
import { hasJar } from './schedule'
import { noCookies } from './servers/cookie-jar'
import type { World } from './world'

/**
 * Somebody logs in at the same server in a tab of which the app knows nothing, as in Django's admin. The browser's
 * cookies are theirs from then on, and nobody tells the app.
 */
export function loginElsewhere({ browser }: World, person: Person): void {
  const { wire, jar, schedule, server, coverage } = browser
  if (!hasJar(schedule.environment.server)) return
  const password = `elsewhere ${String(server.book.families.length)}`
  const body = JSON.stringify({ username: person, password })
  const before = jar.person
  const { setCookie } = wire.door.answer({ path: '/login/', headers: {}, body }, noCookies)
  setCookie?.(jar)
  if (before === null || !setCookie) return
  coverage.count(before === person ? 'jar to the same person' : 'jar changed hands')
}
