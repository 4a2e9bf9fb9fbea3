import { afterEach, vi } from 'vitest'
import { isAtStep } from '@/auth/browser/step-entry'

afterEach(async () => {
  vi.useRealTimers()
  if (typeof window === 'undefined') return
  // Files share one page. A view that goes at a step of the login goes back from its entry, in a task of jsdom's…
  await vi.waitUntil(() => !isAtStep(window), { interval: 5 })
  // …and a session that a test has stored would be the next one's.
  localStorage.clear()
  sessionStorage.clear()
})

if (typeof document !== 'undefined') {
  const { config, disableAutoUnmount, enableAutoUnmount } = await import('@vue/test-utils')
  disableAutoUnmount()
  enableAutoUnmount(afterEach)
  installModalDialogs()
  const { speak, textsOf } = await import('./english')
  Object.assign(config.global.provide, textsOf(await speak('en')))
  // A warning of Vue is a defect that nobody has looked at yet.
  config.global.config.warnHandler = (message) => {
    throw new Error(`Vue warns: ${message}`)
  }
}

/** jsdom has dialogs that cannot be opened. The browser tests see what real ones do about focus and Escape. */
function installModalDialogs() {
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true
    },
    close(this: HTMLDialogElement) {
      this.open = false
    },
  })
}
