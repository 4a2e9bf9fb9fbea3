import { onScopeDispose, readonly, shallowRef } from 'vue'
import type { Ref } from 'vue'

/** Whether the browser believes that there is a connection. */
export function useOnline(page: Window = window): Readonly<Ref<boolean>> {
  const isOnline = shallowRef(page.navigator.onLine)
  const update = () => {
    isOnline.value = page.navigator.onLine
  }
  page.addEventListener('online', update)
  page.addEventListener('offline', update)
  onScopeDispose(() => {
    page.removeEventListener('online', update)
    page.removeEventListener('offline', update)
  })
  return readonly(isOnline)
}
