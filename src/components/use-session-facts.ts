import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useAuthStore } from '@/auth'
import { useTexts, useTimes } from '@/texts/use-texts'
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

/** The session in words, for the pages that speak of it. */
export function useSessionFacts(): UseSessionFactsReturn {
  const texts = useTexts('session')
  const times = useTimes()
  const store = useAuthStore()
  const { endMs, isRenewed } = useSessionEnd()
  const nowMs = useNow(1000)

  const lasts = computed(() => {
    if (endMs.value === null) return texts.value.unknown
    const moment = times.value.moment(endMs.value, nowMs.value)
    return texts.value.until(moment, times.value.countdown(endMs.value - nowMs.value))
  })
  const isKept = useWhileSignedIn(() => store.isKept)
  const kept = computed(() => (isKept.value ? texts.value.inBrowser : texts.value.inTab))

  return { lasts, kept, isRenewed }
}
