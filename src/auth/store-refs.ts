import { customRef } from 'vue'
import type { Ref } from 'vue'

/** `source`, to be read alone. Setting it throws: the next refresh would silently undo what was set. */
export function readOnly<Value>(source: Readonly<Ref<Value>>): Ref<Value> {
  return customRef(() => ({
    get: () => source.value,
    set: () => {
      throw readOnlyError()
    },
  }))
}

/**
 * `source`, which keeps its value when it is set to `undefined`: Pinia does that to every part of the state that a
 * partial `initialState` leaves out.
 */
export function settable<Value>(source: Ref<Value>): Ref<Value> {
  return customRef<Value>(() => ({
    get: () => source.value,
    set: (next: Value | undefined) => {
      if (next !== undefined) source.value = next
    },
  }))
}

/** What somebody hears who sets the state of the store. */
export function readOnlyError(): Error {
  return new Error(
    'The state of useAuthStore() is read-only: it shows what the client knows. Call login(), logout(), refresh() or ' +
      'reloadUser() to change it. In a component test call signIn() or signOut() of auth/testing.',
  )
}
