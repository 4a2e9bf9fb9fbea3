import { readonly, shallowRef } from 'vue'
import type { Ref } from 'vue'

/** What {@link useCapsLock} gives. */
export interface UseCapsLockReturn {
  /** Whether Caps Lock was on when a field last heard of it. `false` where the device has no such key. */
  readonly isOn: Readonly<Ref<boolean>>
  /** Takes an event of a key or a pointer at the field. */
  readonly look: (event: Event) => void
  /** The field is left: what the key does elsewhere is not noticed. */
  readonly forget: () => void
}

/** Caps Lock, as the events of a field tell of it; a page cannot ask for it. */
export function useCapsLock(): UseCapsLockReturn {
  const isOn = shallowRef(false)

  return {
    isOn: readonly(isOn),
    look(event) {
      // A password manager that fills a field in sends key events without keys.
      const isTold = event instanceof KeyboardEvent || event instanceof MouseEvent
      if (isTold) isOn.value = event.getModifierState('CapsLock')
    },
    forget() {
      isOn.value = false
    },
  }
}
