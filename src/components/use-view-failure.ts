import { onScopeDispose, readonly, shallowRef } from 'vue'
import type { Ref } from 'vue'
import type { Router } from 'vue-router'
import { ViewLoadError } from '@/view-load-error'

/** What {@link useViewFailure} gives. */
export interface UseViewFailureReturn {
  /** Whether the page that was asked for last could not be loaded. */
  readonly hasFailed: Readonly<Ref<boolean>>
  /** Asks for it again: within the app first, then by loading the document anew. */
  readonly retry: () => Promise<void>
  /** Asks for it by loading the document anew, at once. */
  readonly reload: () => void
}

/**
 * Notices pages whose script could not be loaded.
 *
 * @param loadDocument - opens an address with a full load, which also brings a newer version of the app
 */
export function useViewFailure(
  router: Router,
  loadDocument: (href: string) => void,
): UseViewFailureReturn {
  const hasFailed = shallowRef(false)
  let failedPath = ''
  let retries = 0

  const stopErrors = router.onError((error, to) => {
    if (!(error instanceof ViewLoadError)) return
    retries = to.fullPath === failedPath ? retries : 0
    failedPath = to.fullPath
    hasFailed.value = true
  })
  const stopSuccess = router.afterEach((_to, _from, failure) => {
    if (!failure) hasFailed.value = false
  })
  onScopeDispose(() => {
    stopErrors()
    stopSuccess()
  })

  function reload() {
    loadDocument(router.resolve(failedPath).href)
  }

  async function retry() {
    retries += 1
    // Some browsers remember that a module failed: a second try within the app would fail for ever.
    if (retries > 1) reload()
    else await router.push(failedPath).catch(ignoreViewLoadError)
  }

  return { hasFailed: readonly(hasFailed), retry, reload }
}

/** It has been noticed by then. */
function ignoreViewLoadError(error: unknown) {
  if (!(error instanceof ViewLoadError)) throw error
}
