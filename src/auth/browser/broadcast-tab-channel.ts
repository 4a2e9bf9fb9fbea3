import type { TabChannel } from '../core/ports'
import { parseTabMessage } from '../core/tab-message'

/** A {@link TabChannel} that can be closed. */
export interface ClosableTabChannel extends TabChannel {
  readonly close: () => void
}

/** Messages between the tabs of one origin. Without BroadcastChannel each tab is alone. */
export function createBroadcastTabChannel(name: string): ClosableTabChannel {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name)
  let isClosed = false
  return {
    // What is under way when the page is left may still want to say something.
    post: (message) => {
      if (!isClosed) channel?.postMessage(message)
    },
    listen: (listener) => {
      const hear = ({ data }: MessageEvent<unknown>) => {
        const message = parseTabMessage(data)
        if (message) listener(message)
      }
      channel?.addEventListener('message', hear)
      return () => channel?.removeEventListener('message', hear)
    },
    close: () => {
      isClosed = true
      channel?.close()
    },
  }
}
