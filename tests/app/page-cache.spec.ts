// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { flushPromises } from '@vue/test-utils'
import type { AuthClient, EndReason } from '@/auth'
import { coverCachedPages } from '@/page-cache'
import { createTestRouter, user } from './app-world'

type Snapshot = AuthClient['snapshot']

const signedIn: Snapshot = {
  session: {
    status: 'authenticated',
    user,
    loginName: null,
    accessToken: null,
    expiresAtMs: null,
    endsAtMs: null,
    isKept: true,
    clockOffsetMs: 0,
  },
  reachability: { status: 'reachable' },
  isLoggedOutElsewhere: false,
}
const signedOut = (reason: EndReason): Snapshot => ({
  ...signedIn,
  session: { status: 'anonymous', reason },
})

/** A page whose client looks again when it is let. */
class Client {
  snapshot = signedIn
  answer = () => {}

  readonly recheck = () =>
    new Promise<void>((resolve) => {
      this.answer = resolve
    })
}

let client: Client
let stop = () => {}

async function openPage(path = '/account') {
  const router = await createTestRouter(path)
  stop = coverCachedPages(window, client, router)
  return router
}

const happens = (type: string, persisted: boolean) =>
  window.dispatchEvent(Object.assign(new Event(type), { persisted }))
const isCovered = () => 'covered' in document.documentElement.dataset

beforeEach(() => {
  client = new Client()
})

afterEach(() => {
  stop()
  delete document.documentElement.dataset['covered']
})

describe('a page in the back-forward cache (G14)', () => {
  it('is covered before it goes there, and until it is known who is signed in', async () => {
    await openPage()

    happens('pagehide', true)
    expect(isCovered()).toBe(true)
    happens('pageshow', true)
    await flushPromises()
    expect(isCovered()).toBe(true)
    client.answer()
    await flushPromises()

    expect(isCovered()).toBe(false)
  })

  it.each(['logged-out', 'idle', 'other-user'] as const)(
    'stays covered until the page of somebody who has gone is left: %s',
    async (reason) => {
      const router = await openPage()
      happens('pagehide', true)
      happens('pageshow', true)
      client.snapshot = signedOut(reason)
      client.answer()
      await flushPromises()
      expect(isCovered()).toBe(true)

      await router.push('/login')
      await flushPromises()

      expect(isCovered()).toBe(false)
    },
  )

  it('is shown where it waits for its person', async () => {
    await openPage()
    happens('pagehide', true)
    happens('pageshow', true)
    client.snapshot = signedOut('ended-by-server')

    client.answer()
    await flushPromises()

    expect(isCovered()).toBe(false)
  })

  it('is none when it is loaded, or goes for good', async () => {
    await openPage()

    happens('pageshow', false)
    happens('pagehide', false)

    expect(isCovered()).toBe(false)
  })
})
