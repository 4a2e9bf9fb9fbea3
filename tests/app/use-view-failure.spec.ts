// @vitest-environment jsdom
import { useViewFailure } from '@/components/use-view-failure'
import { ViewLoadError } from '@/view-load-error'
import { describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { createTestRouter } from './app-world'

async function followRouter() {
  const router = await createTestRouter('/forbidden')
  router.beforeResolve(({ name }) => {
    if (name === 'account') throw new ViewLoadError(new TypeError('Failed to fetch'))
    if (name === 'home') throw new RangeError('A bug')
  })
  const loadDocument = vi.fn<(href: string) => void>()
  const failure = effectScope().run(() => useViewFailure(router, loadDocument))
  if (!failure) throw new Error('The scope is active')
  return { router, loadDocument, ...failure }
}

describe('useViewFailure', () => {
  it('loads the document anew when trying within the app has failed as well', async () => {
    const { router, loadDocument, hasFailed, retry } = await followRouter()
    await router.push('/account').catch(() => null)
    expect(hasFailed.value).toBe(true)

    await retry()
    expect(loadDocument).not.toHaveBeenCalled()

    await retry()
    expect(loadDocument).toHaveBeenCalledExactlyOnceWith('/account')
  })

  it('loads the document anew at once where that is asked for', async () => {
    const { router, loadDocument, reload } = await followRouter()
    await router.push('/account').catch(() => null)

    reload()

    expect(loadDocument).toHaveBeenCalledExactlyOnceWith('/account')
  })

  it('is over when another page has been opened', async () => {
    const { router, hasFailed } = await followRouter()
    await router.push('/account').catch(() => null)

    await router.push('/login')

    expect(hasFailed.value).toBe(false)
  })

  it('leaves bugs alone', async () => {
    const { router, hasFailed } = await followRouter()

    await expect(router.push('/')).rejects.toThrow('A bug')

    expect(hasFailed.value).toBe(false)
  })
})
