import type { AuthEvent, EndReason, OpenCause } from '@/auth'
import { describeDuration } from '@/components/describe-time'
import type { EventIconName } from './event-icon-paths'

/** An event as people read it. */
export interface EventText {
  readonly icon: EventIconName
  readonly words: string
  /** In which line of the picture it is. */
  readonly lane: Lane
}

export type Lane = 'session' | 'token' | 'trouble'

const openings: Readonly<Record<OpenCause, EventText>> = {
  login: { icon: 'key', words: 'Logged in.', lane: 'session' },
  restore: { icon: 'key', words: 'Found the session that was kept.', lane: 'session' },
  refresh: { icon: 'key', words: 'The session goes on with a new token.', lane: 'session' },
  'other-tab': { icon: 'tabs', words: 'Logged in, in another tab.', lane: 'session' },
}

const replacements: Readonly<Record<OpenCause, EventText>> = {
  login: { icon: 'key', words: 'Logged in again.', lane: 'session' },
  restore: { icon: 'tabs', words: 'Found a newer token in the storage.', lane: 'token' },
  refresh: { icon: 'token', words: 'Got a new token.', lane: 'token' },
  'other-tab': { icon: 'tabs', words: 'Took over the new token of another tab.', lane: 'token' },
}

const ends: Readonly<Record<EndReason, string>> = {
  'never-logged-in': 'The session is gone.',
  'logged-out': 'Logged out.',
  idle: 'Logged out: nobody did anything for a while.',
  'ended-by-server': 'The server has ended the session.',
  'ceiling-reached': 'The session has reached its longest time.',
  'other-user': 'Somebody else has logged in in this browser.',
}

/** What happened, in words, with an icon that is its own. */
export function describeEvent(event: AuthEvent): EventText {
  switch (event.type) {
    case 'session-opened':
      return openings[event.cause]
    case 'token-replaced':
      return replacements[event.cause]
    case 'session-ended':
      return { icon: 'end', words: ends[event.reason], lane: 'session' }
    case 'refresh-sent':
      return { icon: 'ask', words: 'Asked for a new token.', lane: 'token' }
    case 'refresh-refused':
      return { icon: 'refused', words: 'The server refused a new token.', lane: 'trouble' }
    case 'refresh-unavailable':
      return { icon: 'missing', words: describeMissing(event.status), lane: 'trouble' }
    case 'request-replayed':
      return {
        icon: 'again',
        words:
          'The server refused a token before its time. The request was sent again with a newer one.',
        lane: 'trouble',
      }
    case 'replay-refused':
      return {
        icon: 'refused',
        words: 'The server refused the newer token as well.',
        lane: 'trouble',
      }
    case 'clock-jumped':
      return { icon: 'clock', words: describeJump(event.byMs), lane: 'trouble' }
  }
}

function describeMissing(status: number | null): string {
  const what = status === null ? 'There was no answer' : `The answer was of no use (${status})`
  return `${what}. The session waits, and asks again.`
}

function describeJump(byMs: number): string {
  const distance = describeDuration(Math.abs(byMs)).replace(/ 0 seconds$/, '')
  return byMs > 0
    ? `The clock went ahead by ${distance}: this computer slept, or its clock was set.`
    : `The clock was set back by ${distance}.`
}
