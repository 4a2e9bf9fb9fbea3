import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { calm } from '../conditions'
import type { Conditions } from '../conditions'
import type { TroubleControl } from '../trouble-control'

/** What {@link useConditions} gives. */
export interface UseConditionsReturn {
  readonly conditions: Readonly<Ref<Conditions>>
  readonly change: (changes: Partial<Conditions>) => Promise<void>
  readonly reset: () => Promise<void>
}

/** The conditions, read again whenever somebody comes back to this tab: another may have changed them. */
export function useConditions(
  control: Pick<TroubleControl, 'conditions' | 'change' | 'reset'>,
  page: Window = window,
): UseConditionsReturn {
  const conditions = shallowRef(calm)

  const follow = async (next: Promise<Conditions>) => {
    conditions.value = await next
  }
  const read = () => void follow(control.conditions())

  read()
  page.addEventListener('focus', read)
  page.document.addEventListener('visibilitychange', read)
  onScopeDispose(() => {
    page.removeEventListener('focus', read)
    page.document.removeEventListener('visibilitychange', read)
  })

  return {
    conditions: shallowReadonly(conditions),
    change: (changes) => follow(control.change(changes)),
    reset: () => follow(control.reset()),
  }
}
