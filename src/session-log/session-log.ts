import { shallowReadonly, shallowRef } from 'vue'
import type { Ref } from 'vue'
import type { AuthClient, TimedAuthEvent } from '@/auth'

/** What the session did in this tab since the page was opened, oldest first. In memory alone. */
export type SessionLog = Readonly<Ref<readonly TimedAuthEvent[]>>

/** Older events are forgotten. */
export const maxEvents = 100

/** Collects what the client tells. */
export function createSessionLog(client: Pick<AuthClient, 'onEvent'>): SessionLog {
  const events = shallowRef<readonly TimedAuthEvent[]>([])
  client.onEvent((event) => {
    events.value = [...events.value, event].slice(-maxEvents)
  })
  return shallowReadonly(events)
}
