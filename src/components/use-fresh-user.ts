import { inject, onScopeDispose, watch } from 'vue'
import { useRoute } from 'vue-router'
import { profileKey } from '@/app-keys'
import { isAuthError, useAuthStore } from '@/auth'

/** How long a tab is hidden before somebody may have logged in elsewhere, and how long an answer counts, in ms. */
const whileMs = 5_000

/**
 * Asks the API again who is signed in when somebody is about to look: on coming back to a tab that was hidden for a
 * while, and when Account opens. Not soon after a login or the last time, and not where the API has no user endpoint.
 */
export function useFreshUser(page: Document = document): void {
  const store = useAuthStore()
  const route = useRoute()
  const hasEndpoint = inject(profileKey, null)?.endpoints.user != null
  let toldAtMs = -Infinity
  let hiddenAtMs = Infinity

  async function look() {
    if (!hasEndpoint || !store.isAuthenticated || !isLongAgo(toldAtMs)) return
    toldAtMs = Date.now()
    try {
      await store.reloadUser()
    } catch (error) {
      // What was known stays, and an end of the session shows by itself.
      if (!isAuthError(error)) throw error
    }
  }

  function follow() {
    if (page.hidden) hiddenAtMs = Date.now()
    else if (isLongAgo(hiddenAtMs)) void look()
  }

  watch(
    () => store.status,
    (status, former) => {
      if (status === 'authenticated' && former === 'anonymous') toldAtMs = Date.now()
    },
  )
  watch(
    () => store.isAuthenticated && route.name === 'account',
    (isOpen) => {
      if (isOpen) void look()
    },
    { immediate: true },
  )
  page.addEventListener('visibilitychange', follow)
  onScopeDispose(() => {
    page.removeEventListener('visibilitychange', follow)
  })
}

const isLongAgo = (ms: number) => Date.now() - ms >= whileMs
