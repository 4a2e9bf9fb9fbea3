// @vitest-environment jsdom
import type { IdleChannel, IdleMessage } from '@/session-end/idle-channel'
import { IdleWatch } from '@/session-end/idle-watch'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const startMs = Date.UTC(2026, 0, 1, 12)
const minute = 60_000

/** Tabs of one browser that count fifteen minutes, of which the last is announced. */
class Browser {
  readonly #listeners = new Set<(message: IdleMessage) => void>()
  losesMessages = false
  readonly posted: IdleMessage[] = []

  openTab(lastMs: number | null = null) {
    const page = document.implementation.createHTMLDocument()
    const announced: (number | null)[] = []
    const onExpire = vi.fn()
    const onActive = vi.fn()
    const watch = new IdleWatch({
      page,
      channel: this.#channel(),
      lastMs,
      onActive,
      timeoutMs: 15 * minute,
      warningMs: minute,
      onAnnounce: (endMs) => announced.push(endMs),
      onExpire,
    })
    const act = (type = 'keydown') => page.dispatchEvent(new Event(type))
    watches.push(watch)
    return { watch, page, act, announced, onExpire, onActive }
  }

  #channel(): IdleChannel {
    let own = (_: IdleMessage) => {}
    return {
      post: (message) => {
        this.posted.push(message)
        if (this.losesMessages) return
        for (const listener of this.#listeners) if (listener !== own) listener(message)
      },
      listen: (listener) => {
        own = listener
        this.#listeners.add(listener)
        return () => this.#listeners.delete(listener)
      },
    }
  }
}

const watches: IdleWatch[] = []
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers({ now: startMs })
})

afterEach(() => {
  for (const watch of watches.splice(0)) watch.stop()
})

describe('IdleWatch', () => {
  it('announces the end of a time in which nobody does anything, and then it is over', async () => {
    const tab = new Browser().openTab()

    await pass(14 * minute - 1)
    expect(tab.announced).toEqual([])
    await pass(2_000)
    expect(tab.announced).toEqual([startMs + 15 * minute + 1_000])
    expect(tab.onExpire).not.toHaveBeenCalled()
    await pass(minute + 1_000)

    expect(tab.onExpire).toHaveBeenCalledOnce()
    expect(tab.announced.at(-1)).toBeNull()
  })

  it('goes on counting where the page before it was', async () => {
    const tab = new Browser().openTab(startMs - 10 * minute)

    await pass(4 * minute - 1)
    expect(tab.announced).toEqual([])
    await pass(2_000)

    expect(tab.announced).toEqual([startMs + 5 * minute + 1_000])
    expect(tab.onActive).not.toHaveBeenCalled()
  })

  it('begins now where the page before it was in a time to come', async () => {
    const tab = new Browser().openTab(startMs + 86_400_000)

    await pass(14 * minute + 2_000)

    expect(tab.announced).toHaveLength(1)
  })

  it('notes for the pages to come that somebody is there, and not at each move', async () => {
    const tab = new Browser().openTab()

    for (let move = 0; move < 1_000; move += 1) {
      await pass(60)
      tab.act('pointermove')
    }

    expect(tab.onActive.mock.calls.length).toBeGreaterThan(0)
    expect(tab.onActive.mock.calls.length).toBeLessThanOrEqual(2)
  })

  it('notes what was done last when the page is hidden', async () => {
    const tab = new Browser().openTab()
    await pass(1_000)
    tab.act()
    await pass(5_000)
    tab.act()
    const before = tab.onActive.mock.calls.length

    Object.defineProperty(tab.page, 'visibilityState', { value: 'hidden' })
    tab.page.dispatchEvent(new Event('visibilitychange'))
    tab.page.dispatchEvent(new Event('visibilitychange'))

    expect(tab.onActive.mock.calls.length).toBe(before + 1)
  })

  it.each(['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'])(
    'begins anew with a %s',
    async (type) => {
      const tab = new Browser().openTab()
      await pass(10 * minute)

      tab.act(type)
      await pass(14 * minute - 1)

      expect(tab.announced).toEqual([])
    },
  )

  it('counts what is done in any tab', async () => {
    const browser = new Browser()
    const [idle, busy] = [browser.openTab(), browser.openTab()]

    for (let done = 0; done < 60; done += 1) {
      await pass(minute)
      busy.act()
    }

    expect(idle.announced).toEqual([])
    expect(idle.onExpire).not.toHaveBeenCalled()
  })

  it('asks the other tabs before it says anything, for their messages may be late', async () => {
    const browser = new Browser()
    const [frozen, busy] = [browser.openTab(), browser.openTab()]
    browser.losesMessages = true
    await pass(10 * minute)
    busy.act()
    browser.losesMessages = false

    await pass(5 * minute)

    expect(frozen.announced).toEqual([])
  })

  it('takes a word for an answer, and no brush of the mouse', async () => {
    const tab = new Browser().openTab()
    await pass(14 * minute + 1_000)

    tab.act('pointermove')
    expect(tab.announced).toHaveLength(1)
    tab.watch.stay()
    expect(tab.announced.at(-1)).toBeNull()
    await pass(14 * minute - 1)

    expect(tab.announced).toHaveLength(2)
    expect(tab.onExpire).not.toHaveBeenCalled()
  })

  it('expires in all tabs in which nobody is, with few words between them', async () => {
    const browser = new Browser()
    const tabs = [browser.openTab(), browser.openTab(), browser.openTab()]

    await pass(20 * minute)

    for (const { onExpire } of tabs) expect(onExpire).toHaveBeenCalledOnce()
    expect(browser.posted.length).toBeLessThan(40)
  })

  it('takes the word of one tab for all', async () => {
    const browser = new Browser()
    const [one, other] = [browser.openTab(), browser.openTab()]
    await pass(14 * minute + 1_000)
    expect(other.announced).toHaveLength(1)

    one.watch.stay()
    await pass(2 * minute)

    expect(other.announced).toHaveLength(2)
    expect(other.onExpire).not.toHaveBeenCalled()
  })

  it('announces it in full after a sleep of a day, or a clock that was set as far', async () => {
    const tab = new Browser().openTab()
    const ms = 86_400_000

    vi.setSystemTime(startMs + ms)
    await pass(35_000)
    expect(tab.announced).toHaveLength(1)
    expect(tab.announced[0]).toBeGreaterThanOrEqual(startMs + ms + minute)

    expect(tab.onExpire).not.toHaveBeenCalled()
  })

  it('is not put off by the hand that wakes the machine, in any tab', async () => {
    const browser = new Browser()
    const [tab, other] = [browser.openTab(), browser.openTab()]
    // No timer runs while a machine sleeps, and none is in a hurry when it wakes.
    vi.setSystemTime(startMs + 120 * minute)

    tab.act('pointermove')
    other.act('keydown')
    await pass(2_000)

    expect(tab.announced).toHaveLength(1)
    expect(other.announced).toHaveLength(1)
    expect(tab.onActive).not.toHaveBeenCalled()
    await pass(minute + 2_000)
    expect(tab.onExpire).toHaveBeenCalledOnce()
    expect(other.onExpire).toHaveBeenCalledOnce()
  })

  it('is not put off either by a hand that does not stop', async () => {
    const tab = new Browser().openTab()
    vi.setSystemTime(startMs + 120 * minute)

    for (let move = 0; move < 40; move += 1) {
      tab.act('pointermove')
      await pass(100)
    }

    expect(tab.announced).toHaveLength(1)
  })

  it('is over for who wakes the machine after the announced end, whatever they press', async () => {
    const tab = new Browser().openTab()
    await pass(14 * minute + 2_000)
    vi.setSystemTime(startMs + 120 * minute)

    tab.watch.stay()
    await pass(2_000)

    expect(tab.onActive).not.toHaveBeenCalled()
    expect(tab.onExpire).toHaveBeenCalledOnce()
  })

  it('can be put off until the other tabs have been asked', async () => {
    const tab = new Browser().openTab()
    await pass(15 * minute + 1_500)

    tab.watch.stay()
    await pass(13 * minute)

    expect(tab.onExpire).not.toHaveBeenCalled()
  })

  it('goes on counting when the clock is set back', async () => {
    const tab = new Browser().openTab()
    await pass(minute)

    vi.setSystemTime(startMs - 86_400_000)
    await pass(16 * minute)

    expect(tab.announced).not.toEqual([])
  })

  it('tells the other tabs now and then, and not of each key', () => {
    const browser = new Browser()
    const tab = browser.openTab()

    for (let key = 0; key < 100; key += 1) tab.act()

    expect(browser.posted).toHaveLength(1)
  })

  it('leaves nothing behind', async () => {
    const tab = new Browser().openTab()

    tab.watch.stop()
    await pass(60 * minute)

    expect(tab.announced).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
