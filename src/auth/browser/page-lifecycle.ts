import type { PageLifecycle } from '../core/ports'

/** Whether the page is looked at, and when it comes back from a hidden tab, sleep, a tunnel or the page cache. */
export function createPageLifecycle(page: Window): PageLifecycle {
  return {
    isVisible: () => page.document.visibilityState === 'visible',
    onChange: (listener) => {
      page.document.addEventListener('visibilitychange', listener)
      page.addEventListener('pageshow', listener)
      page.addEventListener('online', listener)
      return () => {
        page.document.removeEventListener('visibilitychange', listener)
        page.removeEventListener('pageshow', listener)
        page.removeEventListener('online', listener)
      }
    },
  }
}
