import type { TabChannel, TabMessage } from '../core/ports'
import type { EndReason } from '../core/session'

/** Messages between the tabs of one origin. Without BroadcastChannel each tab is alone. */
export function createBroadcastTabChannel(name: string): TabChannel {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name)
  return {
    post: (message) => channel?.postMessage(message),
    listen: (listener) => {
      const hear = ({ data }: MessageEvent<unknown>) => {
        if (isTabMessage(data)) listener(data)
      }
      channel?.addEventListener('message', hear)
      return () => {
        channel?.removeEventListener('message', hear)
        channel?.close()
      }
    },
  }
}

/** Every reason there is; the record makes a forgotten one fail to compile. */
const reasons: Readonly<Record<EndReason, true>> = {
  'never-logged-in': true,
  'logged-out': true,
  'ended-by-server': true,
  'ceiling-reached': true,
  'other-user': true,
}

/** Another tab may run another version of the app. */
function isTabMessage(value: unknown): value is TabMessage {
  if (typeof value !== 'object' || value === null) return false
  if (!('type' in value) || !('sid' in value) || typeof value.sid !== 'string') return false
  if (value.type === 'changed') return true
  if (value.type !== 'ended' || !('reason' in value)) return false
  return typeof value.reason === 'string' && Object.hasOwn(reasons, value.reason)
}
