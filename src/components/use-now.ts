import { onScopeDispose, readonly, shallowRef } from 'vue'
import type { Ref } from 'vue'

/**
 * The time in ms since the epoch, as it runs. It stands still while the page is hidden, and stops with
 * its component.
 */
export function useNow(intervalMs: number, page: Document = document): Readonly<Ref<number>> {
  const nowMs = shallowRef(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined

  const tick = () => {
    nowMs.value = Date.now()
  }
  function follow() {
    clearInterval(timer)
    if (page.hidden) return
    tick()
    timer = setInterval(tick, intervalMs)
  }

  follow()
  page.addEventListener('visibilitychange', follow)
  onScopeDispose(() => {
    clearInterval(timer)
    page.removeEventListener('visibilitychange', follow)
  })
  return readonly(nowMs)
}
