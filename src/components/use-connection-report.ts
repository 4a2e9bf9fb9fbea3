import { inject, readonly, shallowReadonly, shallowRef } from 'vue'
import type { Component, Ref } from 'vue'
import { connectionKey } from '@/app-keys'

/** What {@link useConnectionReport} gives. */
export interface UseConnectionReportReturn {
  /** Whether there is a connection to report on; none in a component test. */
  readonly canOpen: boolean
  /** Takes the failed call as `call`; `null` until it is asked for. */
  readonly report: Readonly<Ref<Component | null>>
  readonly hasFailed: Readonly<Ref<boolean>>
  readonly open: () => Promise<void>
  readonly close: () => void
}

/** The report on the connection, loaded when it is asked for: nobody who can log in needs it. */
export function useConnectionReport(): UseConnectionReportReturn {
  const report = shallowRef<Component | null>(null)
  const hasFailed = shallowRef(false)

  async function open() {
    hasFailed.value = false
    try {
      const { default: component } = await import('@/diagnosis/ConnectionReport.vue')
      report.value = component
    } catch {
      hasFailed.value = true
    }
  }

  function close() {
    report.value = null
    hasFailed.value = false
  }

  return {
    canOpen: inject(connectionKey, null) !== null,
    report: shallowReadonly(report),
    hasFailed: readonly(hasFailed),
    open,
    close,
  }
}
