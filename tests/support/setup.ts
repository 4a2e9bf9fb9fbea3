import { afterEach, vi } from 'vitest'

afterEach(() => {
  vi.useRealTimers()
})

if (typeof document !== 'undefined') {
  const { config, enableAutoUnmount } = await import('@vue/test-utils')
  enableAutoUnmount(afterEach)
  // A warning of Vue is a defect that nobody has looked at yet.
  config.global.config.warnHandler = (message) => {
    throw new Error(`Vue warns: ${message}`)
  }
}
