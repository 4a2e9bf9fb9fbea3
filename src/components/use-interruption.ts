import { computed, inject, watch } from 'vue'
import type { ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { draftsKey } from '@/app-keys'
import { isInterruption, useAuthStore } from '@/auth'
import type { User } from '@/auth'
import { useWhileSignedIn } from './use-while-signed-in'

/** What {@link useInterruption} gives. */
export interface UseInterruptionReturn {
  /** Who is signed in, or was the last to be in this page; `null` while nobody has been. */
  readonly lastUser: ComputedRef<User | null>
  /** Whether the open page waits for that person to log in again. */
  readonly isInterrupted: ComputedRef<boolean>
}

/** Tells pages that wait for their person. What was typed on them is forgotten with a logout, and for anybody else. */
export function useInterruption(): UseInterruptionReturn {
  const store = useAuthStore()
  const route = useRoute()
  const drafts = inject(draftsKey, null)
  const lastUser = useWhileSignedIn(() => store.user)
  const isInterrupted = computed(
    () =>
      store.status === 'anonymous' &&
      isInterruption(store.reason) &&
      lastUser.value !== null &&
      route.meta.access === 'authenticated',
  )

  watch(
    [() => lastUser.value?.id, () => store.reason === 'logged-out'],
    ([userId, isLoggedOut], [formerId]) => {
      if (isLoggedOut) drafts?.forget()
      else if (userId !== formerId) drafts?.clear()
      if (userId !== undefined && userId !== formerId) drafts?.takeUp(userId)
    },
    { flush: 'sync', immediate: true },
  )

  return { lastUser, isInterrupted }
}
