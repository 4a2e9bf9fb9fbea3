import { computed, readonly, shallowRef, watch } from 'vue'
import type { ComputedRef, Ref } from 'vue'
import { isAuthError, useAuthStore } from '@/auth'
import { useNow } from '@/components/use-now'
import { useSessionEnd } from '@/components/use-session-end'
import { warningMs } from './warning-time'

/** What {@link useComingEnd} gives. */
export interface UseComingEndReturn {
  /** When the session ends, in ms since the epoch; `null` while that is not near. */
  readonly nearEndMs: ComputedRef<number | null>
  /** Whether the person does not want to hear of that end again. */
  readonly isDismissed: Readonly<Ref<boolean>>
  readonly dismiss: () => void
}

/** The server is asked this long after the end, in ms, when its clock must be there as well. */
const graceMs = 2_000

/**
 * Tells when the session is about to end, whatever is done. At that moment the server is asked, so that it ends when
 * it was said to, and not at some moment after it: only the server's word ends a session.
 *
 * @param wantedSeconds - how long before; see {@link warningMs}
 */
export function useComingEnd(wantedSeconds: number): UseComingEndReturn {
  const store = useAuthStore()
  const { endMs, isRenewed } = useSessionEnd()
  const nowMs = useNow(1000)
  const isDismissed = shallowRef(false)
  const announcedMs = shallowRef<number | null>(null)

  const leftMs = computed(() => (endMs.value === null ? null : endMs.value - nowMs.value))
  const isNear = computed(() => {
    if (!store.isAuthenticated || leftMs.value === null || announcedMs.value === null) return false
    return leftMs.value <= announcedMs.value && leftMs.value > -graceMs
  })
  const nearEndMs = computed(() => (isNear.value ? endMs.value : null))

  watch(
    endMs,
    (end) => {
      announcedMs.value = end === null ? null : warningMs(end - Date.now(), wantedSeconds)
      isDismissed.value = false
    },
    { immediate: true },
  )
  watch(isNear, async (is) => {
    const isOver = leftMs.value !== null && leftMs.value <= -graceMs
    if (!is && isOver && isRenewed && store.isAuthenticated) await askServer()
  })

  async function askServer() {
    try {
      await store.refresh()
    } catch (error) {
      // The dialog over the page, or the banner, says it.
      if (!isAuthError(error)) throw error
    }
  }

  return {
    nearEndMs,
    isDismissed: readonly(isDismissed),
    dismiss: () => {
      isDismissed.value = true
    },
  }
}
