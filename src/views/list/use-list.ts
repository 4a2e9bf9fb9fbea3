import { isCancel } from 'axios'
import type { AxiosInstance } from 'axios'
import { onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { requestFailureOf } from '../request-failure'
import type { RequestFailure } from '../request-failure'
import { readListPage } from './list-page'
import type { ListPage } from './list-page'

/** Why there is nothing to show. */
export type ListFailure =
  | Exclude<RequestFailure, { kind: 'session-ended' }>
  /** The answer is a page where data was expected. */
  | { readonly kind: 'not-json' }

/** What there is to show. */
export type ListState =
  /** `shown` is the page from which the next was asked for. It stays until the wait gets long. */
  | { readonly status: 'loading'; readonly shown: ListPage | null; readonly isLong: boolean }
  | { readonly status: 'ready'; readonly page: ListPage }
  | { readonly status: 'failed'; readonly failure: ListFailure }

/** What {@link useList} gives. */
export interface UseListReturn {
  readonly state: Readonly<Ref<ListState>>
  /** Asks again for the same page. Rejects only on a bug. */
  readonly reload: () => Promise<void>
}

/** A wait shorter than this, in ms, shows nothing that would only flash. */
const longWaitMs = 200

/**
 * Asks for `address` now and whenever it changes. An older answer never replaces a newer one: its request
 * is aborted, also when the component goes.
 *
 * @param token - the session's own, which is not shown
 */
export function useList(
  http: AxiosInstance,
  address: () => string | null,
  token: () => string | null,
): UseListReturn {
  const state = shallowRef<ListState>({ status: 'loading', shown: null, isLong: false })
  let running = new AbortController()

  async function load() {
    running.abort()
    running = new AbortController()
    const { signal } = running
    const url = address()
    if (url === null) return
    const shown = state.value.status === 'ready' ? state.value.page : null
    state.value = { status: 'loading', shown, isLong: false }
    const timer = setTimeout(() => {
      if (!signal.aborted) state.value = { status: 'loading', shown, isLong: true }
    }, longWaitMs)
    const next = await ask(http, url, { signal, token })
    clearTimeout(timer)
    if (next === 'aborted' || signal.aborted) return
    // What is shown stays, and is asked for again when the person is back.
    const waiting = { status: 'loading', shown, isLong: shown === null } as const
    state.value = next === 'session-ended' ? waiting : next
  }

  watch(address, load, { immediate: true })
  onScopeDispose(() => {
    running.abort()
  })

  return { state: shallowReadonly(state), reload: load }
}

async function ask(
  http: AxiosInstance,
  url: string,
  { signal, token }: { readonly signal: AbortSignal; readonly token: () => string | null },
): Promise<ListState | 'aborted' | 'session-ended'> {
  try {
    const { data } = await http.get<unknown>(url, { signal })
    const page = readListPage(data)
    return page ? { status: 'ready', page } : { status: 'failed', failure: { kind: 'not-json' } }
  } catch (error) {
    if (isCancel(error)) return 'aborted'
    const failure = requestFailureOf(error, token())
    if (!failure) throw error
    return failure.kind === 'session-ended' ? failure.kind : { status: 'failed', failure }
  }
}
