import { describe, expect, it } from 'vitest'
import type { AuthEvent } from '@/auth'
import { describeEvent } from '@/session-log/describe-event'
import { lookOf } from '@/session-log/event-look'
import { en } from '@/texts/en'
import { createTimes } from '@/texts/times'

const generation = 1

describe('describeEvent', () => {
  it.each<[AuthEvent, string]>([
    [{ type: 'session-opened', cause: 'login', generation }, 'Logged in.'],
    [{ type: 'session-opened', cause: 'restore', generation }, 'Found the session that was kept.'],
    [{ type: 'session-opened', cause: 'other-tab', generation }, 'Logged in, in another tab.'],
    [{ type: 'token-replaced', cause: 'refresh', generation }, 'Got a new token.'],
    [
      { type: 'token-replaced', cause: 'other-tab', generation },
      'Took over the new token of another tab.',
    ],
    [{ type: 'session-ended', reason: 'logged-out' }, 'Logged out.'],
    [{ type: 'session-ended', reason: 'ended-by-server' }, 'The server has ended the session.'],
    [{ type: 'refresh-sent', generation }, 'Asked for a new token.'],
    [{ type: 'refresh-refused', generation }, 'The server refused a new token.'],
    [
      { type: 'refresh-unavailable', status: 503 },
      'The answer was of no use (503). The session waits, and asks again.',
    ],
    [
      { type: 'refresh-unavailable', status: null },
      'There was no answer. The session waits, and asks again.',
    ],
    [
      { type: 'refresh-unrecognised', status: 401 },
      'The server gave no new token, in a way that config.json does not describe (401). The session waits, and asks again.',
    ],
    [
      { type: 'refresh-unrecognised', status: null },
      'No new token could be had because of a setting. The session waits, and asks again.',
    ],
    [
      { type: 'request-replayed', generation },
      'The server refused a token before its time. The request was sent again with a newer one.',
    ],
    [{ type: 'replay-refused' }, 'The server refused the newer token as well.'],
    [
      { type: 'clock-jumped', byMs: 3_600_000 },
      'The clock went ahead by 1 hour: this computer slept, or its clock was set.',
    ],
    [{ type: 'clock-jumped', byMs: -60_000 }, 'The clock was set back by 1 minute.'],
  ])('says of %o: %s', (event, words) => {
    expect(describeEvent(event, en.events, createTimes('en'))).toBe(words)
  })

  it('gives what goes well and what goes wrong icons of their own', () => {
    const { icon } = lookOf({ type: 'token-replaced', cause: 'refresh', generation })
    const { icon: missing } = lookOf({ type: 'refresh-unavailable', status: 503 })
    const { icon: refused } = lookOf({ type: 'refresh-refused', generation })

    expect(new Set([icon, missing, refused]).size).toBe(3)
  })
})
