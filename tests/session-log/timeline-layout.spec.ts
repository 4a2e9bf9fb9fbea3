import { describe, expect, it } from 'vitest'
import type { AuthEvent, TimedAuthEvent } from '@/auth'
import { sessionStart } from '@/session-log/session-start'
import { layOutTimeline } from '@/session-log/timeline-layout'

const opened = { type: 'session-opened', cause: 'login', generation: 1 } as const
const replaced = { type: 'token-replaced', cause: 'refresh', generation: 2 } as const
const adopted = { type: 'token-replaced', cause: 'other-tab', generation: 3 } as const
const ended = { type: 'session-ended', reason: 'logged-out' } as const
const startMs = 1_000_000

const at = (seconds: number, event: AuthEvent): TimedAuthEvent => ({
  ...event,
  atMs: startMs + seconds * 1000,
})

const layOut = (nowSeconds: number, ...events: TimedAuthEvent[]) =>
  layOutTimeline(events, startMs + nowSeconds * 1000)

describe('layOutTimeline', () => {
  it('draws the session and each of its tokens from the first event until now', () => {
    const { fromMs, sessions, tokens } = layOut(100, at(0, opened), at(25, replaced))

    expect(fromMs).toBe(startMs)
    expect(sessions).toEqual([{ from: 0, to: 100 }])
    expect(tokens).toEqual([
      { from: 0, to: 25 },
      { from: 25, to: 100 },
    ])
  })

  it('ends both with the session, and begins others with the next', () => {
    const { sessions, tokens } = layOut(100, at(0, opened), at(40, ended), at(60, opened))

    expect(sessions).toEqual([
      { from: 0, to: 40 },
      { from: 60, to: 100 },
    ])
    expect(tokens).toEqual(sessions)
  })

  it('begins with a session that is older than the log', () => {
    const { sessions, tokens } = layOut(100, at(0, replaced), at(50, ended))

    expect(sessions).toEqual([{ from: 0, to: 50 }])
    expect(tokens).toEqual([{ from: 0, to: 50 }])
  })

  it('draws a session whose beginning is forgotten and whose end has not come', () => {
    expect(layOut(100, at(0, replaced), at(50, replaced)).sessions).toEqual([{ from: 0, to: 100 }])
  })

  it('marks what happened in its lane, but for tokens that are there to be seen', () => {
    const refused = at(50, { type: 'refresh-refused', generation: 1 })
    const asked = at(20, { type: 'refresh-sent', generation: 1 })
    const { marks } = layOut(100, at(0, opened), asked, at(25, replaced), at(30, adopted), refused)

    expect(marks).toEqual([
      { at: 0, lane: 'session', icon: 'key' },
      { at: 30, lane: 'token', icon: 'tabs' },
      { at: 50, lane: 'trouble', icon: 'refused' },
    ])
  })

  it('stays within its width when the clock was set back', () => {
    const { tokens } = layOut(-50, at(0, opened), at(-100, replaced))

    for (const { from, to } of tokens) {
      expect([from, to].every((place) => place >= 0 && place <= 100)).toBe(true)
      expect(to).toBeGreaterThanOrEqual(from)
    }
  })

  it('does not stretch the first second', () => {
    expect(layOut(1, at(0, opened)).tokens).toEqual([{ from: 90, to: 100 }])
  })
})

describe('sessionStart', () => {
  it('takes the login that was seen', () => {
    expect(sessionStart([at(0, opened), at(5, replaced)], null, 0)).toEqual({
      atMs: startMs,
      isLogin: true,
    })
  })

  it('says when the session was there before', () => {
    const restored = at(0, { ...opened, cause: 'restore' })

    expect(sessionStart([restored], null, 0)).toEqual({ atMs: startMs, isLogin: false })
    expect(sessionStart([at(3, replaced)], null, 0)).toMatchObject({ isLogin: false })
    expect(sessionStart([], null, 0)).toBeNull()
  })

  it('believes the token that tells, by the clock of this computer', () => {
    const restored = at(0, { ...opened, cause: 'restore' })

    expect(sessionStart([restored], { orig_iat: 900 }, 60_000)).toEqual({
      atMs: 840_000,
      isLogin: true,
    })
  })
})
