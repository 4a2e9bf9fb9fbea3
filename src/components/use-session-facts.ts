import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useAuthStore } from '@/auth'
import { describeDuration, describeMoment } from './describe-time'
import { useNow } from './use-now'
import { useSessionEnd } from './use-session-end'
import { useWhileSignedIn } from './use-while-signed-in'

/** What {@link useSessionFacts} gives, in words. Times run. */
export interface UseSessionFactsReturn {
  /** How long the session lasts. */
  readonly lasts: ComputedRef<string>
  /** Where it is kept. */
  readonly kept: ComputedRef<string>
  /** Whether the token is replaced before it runs out. */
  readonly isRenewed: boolean
}

const texts = {
  unknown: 'For as long as the server renews it. It does not say how long that is.',
  inBrowser: 'In this browser, also after it is closed.',
  inTab: 'Until the last tab of this app is closed.',
}

/** The session in words, for the pages that speak of it. */
export function useSessionFacts(): UseSessionFactsReturn {
  const store = useAuthStore()
  const { endMs, isRenewed } = useSessionEnd()
  const nowMs = useNow(1000)

  const lasts = computed(() => {
    if (endMs.value === null) return texts.unknown
    const moment = describeMoment(endMs.value, nowMs.value)
    return `Until ${moment} (in ${describeDuration(endMs.value - nowMs.value)})`
  })
  const kept = useWhileSignedIn(() => (store.isKept ? texts.inBrowser : texts.inTab))

  return { lasts, kept, isRenewed }
}
