// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { TimedAuthEvent } from '@/auth'
import SessionTimeline from '@/session-log/SessionTimeline.vue'
import { watchIntervals } from '../support/running-intervals'

const nowMs = Date.UTC(2026, 4, 12, 12, 0, 0)

const events: readonly TimedAuthEvent[] = [
  { type: 'session-opened', cause: 'login', generation: 1, atMs: nowMs - 120_000 },
  { type: 'refresh-sent', generation: 1, atMs: nowMs - 60_500 },
  { type: 'token-replaced', cause: 'refresh', generation: 2, atMs: nowMs - 60_000 },
  { type: 'refresh-unavailable', status: 503, atMs: nowMs - 5000 },
]

const many = Array.from({ length: 20 }, (_, index): TimedAuthEvent => ({
  type: 'token-replaced',
  cause: 'refresh',
  generation: index,
  atMs: nowMs - 20_000 + 1000 * index,
}))

const open = (shown = events) => mount(SessionTimeline, { props: { events: shown } })

describe('SessionTimeline', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: nowMs })
  })

  it('lists what happened, the newest first, with its time', () => {
    const rows = open()
      .findAll('li:has(time)')
      .map((row) => row.text())

    expect(rows).toHaveLength(4)
    expect(rows[0]).toMatch(/The answer was of no use \(503\).*5 seconds ago/)
    expect(rows[3]).toMatch(/Logged in\..*2 minutes ago/)
  })

  it('lists the same twice when it happened twice within a millisecond', async () => {
    const twice = { type: 'refresh-unavailable', status: null, atMs: nowMs } as const
    const [first, second] = many
    const wrapper = open([...(first ? [first] : []), twice, twice])

    // The oldest is forgotten.
    await wrapper.setProps({ events: [twice, twice, ...(second ? [second] : [])] })

    expect(wrapper.findAll('time')).toHaveLength(3)
  })

  it('says by a name what the picture shows, and hides its parts from who cannot see it', () => {
    const picture = open().get('[role=img]')

    expect(picture.attributes('aria-label')).toMatch(/until now: 2 tokens, 1 trouble\./)
    for (const part of picture.element.children) {
      expect(part.getAttribute('aria-hidden')).toBe('true')
    }
  })

  it('runs, and stops when it is left', async () => {
    const running = watchIntervals()
    const wrapper = open()

    await vi.advanceTimersByTimeAsync(2000)
    expect(wrapper.text()).toContain('7 seconds ago')

    expect(running()).not.toEqual([])

    wrapper.unmount()
    expect(running()).toEqual([])
  })

  it('announces nothing', () => {
    expect(open().find('[role=status], [role=alert], [aria-live]').exists()).toBe(false)
  })

  it('shows a few at first, and all when they are wanted', async () => {
    const wrapper = open(many)
    expect(wrapper.findAll('time')).toHaveLength(8)

    await wrapper.get('button').trigger('click')

    expect(wrapper.findAll('time')).toHaveLength(20)
    expect(wrapper.findAll('button').map((button) => button.text())).toEqual(['Save as JSON'])
  })

  it('says so when nothing has happened', () => {
    const wrapper = open([])

    expect(wrapper.text()).toContain('Nothing has happened yet.')
    expect(wrapper.find('[role=img]').exists()).toBe(false)
  })

  it('saves them as a file', async () => {
    const created = vi.fn<(blob: Blob) => string>(() => 'blob:log')
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: created, revokeObjectURL: vi.fn() }))
    const names: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      names.push(`${this.download} ${this.href}`)
    })

    await open().get('button').trigger('click')

    expect(names).toEqual(['latchkey-session-2026-05-12T12-00-00.json blob:log'])
    const [[blob] = []] = created.mock.calls
    expect(blob?.type).toBe('application/json')
  })
})
