import { readonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { useAuthStore } from '@/auth'

/** What {@link useLoginOffer} gives. */
export interface UseLoginOfferReturn {
  /** Whether the person is asked to log in again in a session that the server does not renew. */
  readonly isOffered: Readonly<Ref<boolean>>
  /** The person asks for it, before it is offered. */
  readonly accept: () => void
  /** Not until the session has been renewed once more. */
  readonly decline: () => void
}

/**
 * Another login for a session that goes on without being renewed: waiting longer would be in vain. What is typed into
 * the offer is not taken away by a tunnel that the device goes through meanwhile.
 */
export function useLoginOffer(): UseLoginOfferReturn {
  const store = useAuthStore()
  const isOffered = shallowRef(false)
  const isDeclined = shallowRef(false)

  watch(
    () => store.reachability,
    (reachability) => {
      if (reachability.status === 'reachable') {
        isOffered.value = false
        isDeclined.value = false
      }
      const isLasting = reachability.status === 'not-renewed' && reachability.isLasting
      if (isLasting && !isDeclined.value) isOffered.value = true
    },
    { immediate: true },
  )

  function accept() {
    isOffered.value = true
  }

  function decline() {
    isOffered.value = false
    isDeclined.value = true
  }

  return { isOffered: readonly(isOffered), accept, decline }
}
