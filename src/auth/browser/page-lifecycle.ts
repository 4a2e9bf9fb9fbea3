import type { PageLifecycle } from '../core/ports'

/** Whether the page is looked at, and when it comes back: from a hidden tab, a freeze, a tunnel, the page cache. */
export function createPageLifecycle(page: Window): PageLifecycle {
  return {
    openedAtMs: page.performance.timeOrigin,
    isVisible: () => page.document.visibilityState === 'visible',
    onChange: (listener) => {
      page.document.addEventListener('visibilitychange', listener)
      page.document.addEventListener('resume', listener)
      page.addEventListener('pageshow', listener)
      page.addEventListener('online', listener)
      return () => {
        page.document.removeEventListener('visibilitychange', listener)
        page.document.removeEventListener('resume', listener)
        page.removeEventListener('pageshow', listener)
        page.removeEventListener('online', listener)
      }
    },
  }
}
