import { readonly, shallowReadonly, shallowRef } from 'vue'
import type { Ref } from 'vue'
import type { LoginOptions } from './core/auth-client'
import { isAuthError } from './core/errors'
import type { AuthError } from './core/errors'
import type { Credentials } from './core/ports'
import { useAuthStore } from './store'

/** What {@link useLogin} gives. */
export interface UseLoginReturn {
  /** Why the last attempt failed; `null` before the first and during each attempt. */
  readonly error: Readonly<Ref<AuthError | null>>
  readonly isPending: Readonly<Ref<boolean>>
  /** Resolves to whether the person is signed in now. Rejects only on a bug, never on an `AuthError`. */
  readonly login: (credentials: Credentials, options?: LoginOptions) => Promise<boolean>
}

/** State of one login attempt, for the view that shows the form. */
export function useLogin(): UseLoginReturn {
  const store = useAuthStore()
  const error = shallowRef<AuthError | null>(null)
  const isPending = shallowRef(false)

  async function login(credentials: Credentials, options?: LoginOptions) {
    error.value = null
    isPending.value = true
    try {
      await store.login(credentials, options)
      return true
    } catch (caught) {
      if (!isAuthError(caught)) throw caught
      error.value = caught
      return false
    } finally {
      isPending.value = false
    }
  }

  return { error: shallowReadonly(error), isPending: readonly(isPending), login }
}
