import { readonly, shallowReadonly, shallowRef, watch } from 'vue'
import type { Component, Ref } from 'vue'

/** What {@link useSessionDialogs} gives. */
export interface UseSessionDialogsReturn {
  /** Takes `user` and `isInterrupted`; `null` until it is loaded. */
  readonly dialogs: Readonly<Ref<Component | null>>
  readonly hasFailed: Readonly<Ref<boolean>>
  readonly load: () => Promise<void>
}

/**
 * The dialogs that speak of the session's end, loaded once somebody is signed in: not with the login page, and not
 * only at the end, when there may be no connection.
 */
export function useSessionDialogs(isSignedIn: () => boolean): UseSessionDialogsReturn {
  const dialogs = shallowRef<Component | null>(null)
  const hasFailed = shallowRef(false)

  async function load() {
    hasFailed.value = false
    try {
      const { default: component } = await import('@/session-end/SessionDialogs.vue')
      dialogs.value = component
    } catch {
      hasFailed.value = true
    }
  }

  watch(isSignedIn, (is) => is && load(), { immediate: true })

  return { dialogs: shallowReadonly(dialogs), hasFailed: readonly(hasFailed), load }
}
