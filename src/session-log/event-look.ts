import type { AuthEvent, OpenCause } from '@/auth'
import type { EventIconName } from './event-icon-paths'

/** How an event is drawn. */
export interface EventLook {
  readonly icon: EventIconName
  /** In which line of the picture it is. */
  readonly lane: Lane
}

export type Lane = 'session' | 'token' | 'trouble'

const openings: Readonly<Record<OpenCause, EventLook>> = {
  login: { icon: 'key', lane: 'session' },
  restore: { icon: 'key', lane: 'session' },
  refresh: { icon: 'key', lane: 'session' },
  'other-tab': { icon: 'tabs', lane: 'session' },
}

const replacements: Readonly<Record<OpenCause, EventLook>> = {
  login: { icon: 'key', lane: 'session' },
  restore: { icon: 'tabs', lane: 'token' },
  refresh: { icon: 'token', lane: 'token' },
  'other-tab': { icon: 'tabs', lane: 'token' },
}

/** An icon for each kind of event that is its own, and its place. */
export function lookOf(event: AuthEvent): EventLook {
  switch (event.type) {
    case 'session-opened':
      return openings[event.cause]
    case 'token-replaced':
      return replacements[event.cause]
    case 'session-ended':
      return { icon: 'end', lane: 'session' }
    case 'refresh-sent':
      return { icon: 'ask', lane: 'token' }
    case 'refresh-refused':
      return { icon: 'refused', lane: 'trouble' }
    case 'refresh-unrecognised':
      return { icon: 'refused', lane: 'trouble' }
    case 'refresh-unavailable':
      return { icon: 'missing', lane: 'trouble' }
    case 'request-replayed':
      return { icon: 'again', lane: 'trouble' }
    case 'replay-refused':
      return { icon: 'refused', lane: 'trouble' }
    case 'clock-jumped':
      return { icon: 'clock', lane: 'trouble' }
  }
}
