// @vitest-environment jsdom
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBroadcastTabChannel } from '@/auth/browser/broadcast-tab-channel'
import { createFetchTransport } from '@/auth/browser/fetch-transport'
import type { FetchTransportOptions } from '@/auth/browser/fetch-transport'
import { createPageLifecycle } from '@/auth/browser/page-lifecycle'
import { systemClock, systemRandomness } from '@/auth/browser/system-clock'
import { createTabLock } from '@/auth/browser/web-lock'
import { AuthUnavailableError } from '@/auth/core/errors'
import type { TabMessage } from '@/auth/core/tab-message'
import type { TransportRequest } from '@/auth/core/transport'

describe('systemClock', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })

  it('waits longer than a browser\u2019s timers can', () => {
    const task = vi.fn()
    const days = 24 * 3_600_000
    systemClock.after(400 * days, task)

    vi.advanceTimersByTime(399 * days)
    expect(task).not.toHaveBeenCalled()
    vi.advanceTimersByTime(days)
    expect(task).toHaveBeenCalledOnce()
  })

  it('can be cancelled, also after a first part of a long wait', () => {
    const task = vi.fn()
    const cancel = systemClock.after(2 ** 32, task)
    vi.advanceTimersByTime(2 ** 31)

    cancel()

    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('systemRandomness', () => {
  it('gives 128 bits, each time others', () => {
    const ids = new Set(Array.from({ length: 100 }, () => systemRandomness.id()))

    expect(ids.size).toBe(100)
    for (const id of ids) expect(id).toMatch(/^[\da-f]{32}$/)
  })
})

describe('createTabLock', () => {
  /** One lock, given to one after the other; `isStuck` is held by a tab that never comes back. */
  function createLocks({ isStuck = false } = {}) {
    let last: Promise<unknown> = isStuck ? new Promise(() => {}) : Promise.resolve()
    const request = (_: string, { signal }: LockOptions, task: () => Promise<unknown>) => {
      const aborted = new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(new DOMException('aborted', 'AbortError'))
        })
      })
      const granted = last.then(task)
      last = granted.catch(() => {})
      return Promise.race([granted, aborted])
    }
    return { request } as unknown as LockManager
  }

  it('runs one task after the other', async () => {
    const { runExclusive: run } = createTabLock('name', createLocks())
    const order: string[] = []
    const task = (name: string) => async () => {
      order.push(`${name} begins`)
      await Promise.resolve()
      order.push(`${name} ends`)
    }

    await Promise.all([run(task('a'), 1000), run(task('b'), 1000)])

    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('tells the task that it is alone', async () => {
    const { runExclusive: run } = createTabLock('name', createLocks())

    expect(await run(async (isExclusive) => isExclusive, 1000)).toBe(true)
  })

  it('runs without a lock where there is none', async () => {
    const { runExclusive: run } = createTabLock('name', undefined)

    expect(await run(async (isExclusive) => isExclusive, 1000)).toBe(false)
  })

  it('runs all the same when the lock is not to be had in time', async () => {
    vi.useFakeTimers()
    const { runExclusive: run } = createTabLock('name', createLocks({ isStuck: true }))

    const result = run(async (isExclusive) => isExclusive, 1000)
    await vi.advanceTimersByTimeAsync(1000)

    expect(await result).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('passes on what the task throws, and runs it once', async () => {
    const task = vi.fn(() => Promise.reject(new Error('of the task')))

    await expect(createTabLock('name', createLocks()).runExclusive(task, 1000)).rejects.toThrow(
      'of the task',
    )
    expect(task).toHaveBeenCalledOnce()
  })
})

describe('createTabLock, when things go wrong', () => {
  const task = vi.fn(async (isExclusive: boolean) => isExclusive)

  beforeEach(() => {
    task.mockClear()
  })

  it('runs without a lock where the browser refuses it', async () => {
    const request = () => Promise.reject(new DOMException('denied', 'SecurityError'))
    const locks = { request } as unknown as LockManager

    expect(await createTabLock('name', locks).runExclusive(task, 1000)).toBe(false)
    expect(task).toHaveBeenCalledOnce()
  })

  it('gives what the task comes to when the lock was taken from it, and runs it once', async () => {
    const request = async (_: string, _options: LockOptions, run: () => Promise<unknown>) => {
      void run()
      throw new DOMException('stolen', 'AbortError')
    }
    const locks = { request } as unknown as LockManager

    expect(await createTabLock('name', locks).runExclusive(task, 1000)).toBe(true)
    expect(task).toHaveBeenCalledOnce()
  })

  it('asks again while it waits: a page in the cache loses its lock only to a new question', async () => {
    vi.useFakeTimers()
    let asked = 0
    const request = (_: string, { signal }: LockOptions, run: () => Promise<unknown>) => {
      asked += 1
      if (asked === 3) return run()
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(new DOMException('aborted', 'AbortError'))
        })
      })
    }
    const locks = { request } as unknown as LockManager

    const result = createTabLock('name', locks).runExclusive(task, 60_000)
    await vi.advanceTimersByTimeAsync(4_000)

    expect(await result).toBe(true)
    expect(task).toHaveBeenCalledOnce()
    vi.useRealTimers()
  })

  it('lets nobody wait any longer when it is closed', async () => {
    const request = (_: string, { signal }: LockOptions) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(new DOMException('aborted', 'AbortError'))
        })
      })
    const lock = createTabLock('name', { request } as unknown as LockManager)
    const waiting = lock.runExclusive(task, 60_000)

    lock.close()

    expect(await waiting).toBe(false)
  })
})

describe('createBroadcastTabChannel', () => {
  it('reaches other tabs and not its own, and ignores what it does not understand', async () => {
    const [a, b] = [createBroadcastTabChannel('t'), createBroadcastTabChannel('t')]
    const heard: [string, TabMessage][] = []
    const stopA = a.listen((message) => heard.push(['a', message]))
    const stopB = b.listen((message) => heard.push(['b', message]))
    const raw = new BroadcastChannel('t')

    for (const odd of [
      null,
      7,
      'x',
      {},
      { type: 'ask', sid: 's' },
      { type: 'have', isShared: true, tab: '' },
    ]) {
      raw.postMessage(odd)
    }
    a.post({ type: 'changed' })
    await expect.poll(() => heard).toEqual([['b', { type: 'changed' }]])

    stopA()
    stopB()
    a.close()
    b.close()
    a.post({ type: 'changed' })
    raw.close()
  })
})

describe('createPageLifecycle', () => {
  it('hears of visibility, a thaw, the page cache and the network, until it is told to stop', () => {
    const listener = vi.fn()
    const stop = createPageLifecycle(window).onChange(listener)
    const fire = () => {
      document.dispatchEvent(new Event('visibilitychange'))
      document.dispatchEvent(new Event('resume'))
      window.dispatchEvent(new Event('pageshow'))
      window.dispatchEvent(new Event('online'))
    }

    fire()
    stop()
    fire()

    expect(listener).toHaveBeenCalledTimes(4)
  })
})

describe('createFetchTransport', () => {
  const request: TransportRequest = {
    method: 'POST',
    url: 'https://app.example/api/token/',
    headers: { Accept: 'application/json' },
    body: '{}',
    keepalive: false,
  }

  function createTransport(
    options: Partial<FetchTransportOptions> = {},
    answer = () => new Response('{}'),
  ) {
    const sent: Request[] = []
    const fetch: typeof globalThis.fetch = async (input, init) => {
      sent.push(new Request(input, init))
      return answer()
    }
    const send = createFetchTransport({ fetch }, { withCredentials: false, ...options })
    return { send, sent }
  }

  it.each([
    [false, 'same-origin'],
    [true, 'include'],
  ])('sends cookies to another origin only when told so: %s', async (withCredentials, mode) => {
    const { send, sent } = createTransport({ withCredentials })

    await send(request)

    expect(sent).toMatchObject([{ credentials: mode }])
  })

  it.each([
    { ...request, method: 'GET' },
    { ...request, url: 'https://ada:secret@app.example/' },
    { ...request, headers: { Authorization: 'Bearer secret\u0141' } },
    { ...request, headers: { 'X Tenant': 'secret' } },
  ])('tells a request that cannot be built from a network that fails: %#', async (unbuildable) => {
    const { send, sent } = createTransport()

    const error: unknown = await send(unbuildable).catch((caught: unknown) => caught)

    expect(error).toMatchObject({ code: 'invalid-configuration' })
    expect(inspect(error, { depth: 9 })).not.toContain('secret')
    expect(sent).toEqual([])
  })

  it('follows no redirect, since a password could go with it', async () => {
    const { send, sent } = createTransport()

    await send(request)

    expect(sent).toMatchObject([{ redirect: 'manual', cache: 'no-store' }])
  })

  it('gives status, body and headers of any answer', async () => {
    const { send } = createTransport(
      {},
      () => new Response('no', { status: 503, headers: { 'Retry-After': '7' } }),
    )

    const response = await send(request)

    expect(response).toMatchObject({ status: 503, body: 'no' })
    expect(response.header('retry-after')).toBe('7')
  })

  it('says that there is no answer when fetch fails', async () => {
    const { send } = createTransport({}, () => {
      throw new TypeError('Failed to fetch')
    })

    await expect(send(request)).rejects.toThrow(AuthUnavailableError)
  })

  describe('with a server that never answers', () => {
    afterEach(() => {
      vi.useRealTimers()
    })

    it('gives up after ten seconds', async () => {
      vi.useFakeTimers()
      const fetch: typeof globalThis.fetch = (input, init) =>
        new Promise<Response>((_resolve, reject) => {
          new Request(input, init).signal.addEventListener('abort', () => {
            reject(new DOMException('aborted', 'AbortError'))
          })
        })
      const send = createFetchTransport({ fetch }, { withCredentials: false })

      const waiting = expect(send(request)).rejects.toThrow(AuthUnavailableError)
      await vi.advanceTimersByTimeAsync(10_000)

      await waiting
    })
  })
})
