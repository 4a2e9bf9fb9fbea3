import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useAuthStore } from '@/auth'

/**
 * Follows `source` while somebody is signed in, and keeps its last value when the session ends: a page whose session
 * was interrupted stays as it is.
 */
export function useWhileSignedIn<Value>(source: () => Value): ComputedRef<Value> {
  const store = useAuthStore()
  const followed = computed<{ readonly value: Value }>((previous) =>
    store.isAuthenticated || !previous ? { value: source() } : previous,
  )
  return computed(() => followed.value.value)
}
