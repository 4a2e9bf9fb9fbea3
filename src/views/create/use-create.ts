import { isCancel } from 'axios'
import type { AxiosInstance } from 'axios'
import { onScopeDispose, readonly, shallowReadonly, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { createFailureOf } from './create-failure'
import type { CreateFailure, CreateForm } from './create-failure'

/** What {@link useCreate} gives. */
export interface UseCreateReturn {
  readonly isSending: Readonly<Ref<boolean>>
  /** Makes the last attempt one of the past: there is another thing to say. */
  readonly forget: () => void
  /** Why the last attempt failed; `null` before the first and during each attempt. */
  readonly failure: Readonly<Ref<CreateFailure | null>>
  /** Sends the entry. Resolves to whether it has been added; rejects only on a bug. */
  readonly send: (url: string, entry: Readonly<Record<string, string>>) => Promise<boolean>
}

/** Adds entries to a list of the API. A request that is on its way is given up when the component goes. */
export function useCreate(http: AxiosInstance, form: () => CreateForm): UseCreateReturn {
  const isSending = shallowRef(false)
  const failure = shallowRef<CreateFailure | null>(null)
  const left = new AbortController()

  function forget() {
    failure.value = null
  }

  async function send(url: string, entry: Readonly<Record<string, string>>) {
    forget()
    isSending.value = true
    try {
      await http.post(url, entry, { signal: left.signal })
      return true
    } catch (error) {
      if (isCancel(error)) return false
      failure.value = createFailureOf(error, form())
      if (failure.value === null) throw error
      return false
    } finally {
      isSending.value = false
    }
  }

  onScopeDispose(() => {
    left.abort()
  })

  return { isSending: readonly(isSending), failure: shallowReadonly(failure), forget, send }
}
