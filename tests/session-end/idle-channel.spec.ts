import { afterEach, describe, expect, it, vi } from 'vitest'
import { createIdleChannel } from '@/session-end/idle-channel'
import type { IdleMessage } from '@/session-end/idle-channel'

const name = 'idle https://api.example.com/'
const active: IdleMessage = { type: 'active', atMs: 1 }
const stops: (() => void)[] = []

function openTab(session: string) {
  const channel = createIdleChannel(name, session)
  const heard: IdleMessage[] = []
  stops.push(channel.listen((message) => heard.push(message)))
  return { channel, heard }
}

afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

describe('the channel of activity', () => {
  it('tells the tabs of one session, and not those of another app with the same API', async () => {
    const [tab, same, other] = [openTab('shop'), openTab('shop'), openTab('office')]

    tab.channel.post(active)
    tab.channel.post({ type: 'ask' })

    await vi.waitFor(() => expect(same.heard).toEqual([active, { type: 'ask' }]))
    expect(other.heard).toEqual([])
  })

  it('hears tabs of the version before, which name no session, and is heard by them', async () => {
    const { channel, heard } = openTab('shop')
    const former = new BroadcastChannel(name)
    const formerHeard = vi.fn()
    former.addEventListener('message', ({ data }) => formerHeard(data))

    former.postMessage(active)
    channel.post(active)

    await vi.waitFor(() => expect(heard).toEqual([active]))
    await vi.waitFor(() =>
      expect(formerHeard).toHaveBeenCalledWith(expect.objectContaining(active)),
    )
    former.close()
  })
})
