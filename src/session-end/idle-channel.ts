/** What the tabs tell each other of what people do in them. */
export type IdleMessage =
  /** Somebody did something, at this moment in ms since the epoch. */
  | { readonly type: 'active'; readonly atMs: number }
  /** Who knows when somebody did something last? */
  | { readonly type: 'ask' }

/** Reaches the other tabs. A message may be late or lost. */
export interface IdleChannel {
  readonly post: (message: IdleMessage) => void
  /** @returns a function that stops listening, and closes */
  readonly listen: (listener: (message: IdleMessage) => void) => () => void
}

/**
 * A channel between the tabs of this origin. Without BroadcastChannel each tab counts for itself.
 *
 * @param session - what is said of other sessions is not heard. What names none is: tabs of earlier versions do not
 */
export function createIdleChannel(name: string, session: string): IdleChannel {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name)
  return {
    post: (message) => channel?.postMessage({ ...message, session }),
    listen: (listener) => {
      channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = parseMessage(data, session)
        if (message) listener(message)
      })
      return () => channel?.close()
    },
  }
}

function parseMessage(value: unknown, session: string): IdleMessage | null {
  if (typeof value !== 'object' || value === null || !('type' in value)) return null
  if ('session' in value && value.session !== session) return null
  if (value.type === 'ask') return { type: 'ask' }
  if (value.type !== 'active' || !('atMs' in value)) return null
  return typeof value.atMs === 'number' ? { type: 'active', atMs: value.atMs } : null
}
