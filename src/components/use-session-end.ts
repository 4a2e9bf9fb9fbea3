import { inject } from 'vue'
import type { ComputedRef } from 'vue'
import { profileKey } from '@/app-keys'
import { useAuthStore } from '@/auth'
import { useWhileSignedIn } from './use-while-signed-in'

/** What {@link useSessionEnd} gives. */
export interface UseSessionEndReturn {
  /** When the session ends whatever is done, in ms since the epoch; `null` when nobody can know. */
  readonly endMs: ComputedRef<number | null>
  /** Whether the token is replaced before it runs out. */
  readonly isRenewed: boolean
}

/** The end of the session, where it is known: that of its token when nothing renews it. */
export function useSessionEnd(): UseSessionEndReturn {
  const store = useAuthStore()
  const profile = inject(profileKey, null)
  const isRenewed = !profile || (profile.model !== 'none' && profile.endpoints.refresh !== null)
  const endMs = useWhileSignedIn(() => (isRenewed ? store.endsAt : store.expiresAt))
  return { endMs, isRenewed }
}
