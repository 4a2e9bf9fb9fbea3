// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { signedIn } from '@/auth/testing'
import App from '@/App.vue'
import { ViewLoadError } from '@/view-load-error'
import { describe, expect, it, vi } from 'vitest'
import { appContext, createStillRouter, createTestRouter, user } from './app-world'

describe('createAppRouter', () => {
  it('leads from the path of a list to the list, with the query', async () => {
    const router = await createTestRouter('/posts?from=mail&about=a%20b')

    const { path, query } = router.currentRoute.value
    expect(path).toBe('/lists/posts')
    expect(query).toEqual({ from: 'mail', about: 'a b' })
  })

  it('keeps its own pages when a list is named like one', () => {
    const lists = [{ title: 'Accounts', path: 'account', url: '/accounts/' }]
    const router = createStillRouter({ lists })

    expect(router.resolve('/account').name).toBe('account')
  })

  it('lets nobody but those who are signed in open home, account and lists', () => {
    const router = createStillRouter()

    const access = (path: string) => router.resolve(path).meta.access
    const own = ['/', '/account', '/lists/posts', '/lists/posts/new']
    expect(own.map(access)).toEqual(own.map(() => 'authenticated'))
    expect(access('/login')).toBe('anonymous')
    expect(['/forbidden', '/no/such/page'].map(access)).toEqual(['anyone', 'anyone'])
  })

  it('loads what calls the API with the first page that does, and not for the login', async () => {
    const loadHttp = vi.fn(() => Promise.resolve())
    const router = createStillRouter({ loadHttp })

    await router.push('/login')
    expect(loadHttp).not.toHaveBeenCalled()
    await router.push('/posts')
    expect(loadHttp).toHaveBeenCalledOnce()
  })

  it('does not open a page that calls the API before it can, and tries again', async () => {
    const lost = new TypeError('Failed to fetch')
    const loadHttp = vi.fn(() => Promise.resolve()).mockRejectedValueOnce(lost)
    const router = createStillRouter({ loadHttp })
    const failures: unknown[] = []
    router.onError((error) => failures.push(error))
    await router.push('/login')

    await expect(router.push('/posts')).rejects.toThrow(new ViewLoadError(lost))
    expect(failures).toEqual([new ViewLoadError(lost)])
    expect(router.currentRoute.value.name).toBe('login')
    await router.push('/posts')
    expect(router.currentRoute.value.name).toBe('list')
  })
})

describe('a page whose script cannot be loaded', () => {
  async function openBroken() {
    const router = await createTestRouter('/')
    let isBroken = true
    router.beforeResolve((to) => {
      if (isBroken && to.name === 'account')
        throw new ViewLoadError(new TypeError('Failed to fetch'))
    })
    const wrapper = mount(App, { global: appContext(router, signedIn({ user })) })
    await flushPromises()
    await router.push('/account').catch(() => null)
    await flushPromises()
    const mend = () => {
      isBroken = false
    }
    return { router, wrapper, mend }
  }

  it('says so, and leaves the page that is open', async () => {
    const { wrapper } = await openBroken()

    expect(wrapper.get('[role="alert"]').text()).toContain('This page could not be loaded.')
    expect(wrapper.get('h1').text()).toContain('Signed in as')
  })

  it('is opened by trying again, once it can be loaded', async () => {
    const { router, wrapper, mend } = await openBroken()
    mend()

    await wrapper.get('[role="alert"] button').trigger('click')
    await flushPromises()
    await vi.dynamicImportSettled()

    expect(router.currentRoute.value.name).toBe('account')
    expect(wrapper.find('[role="alert"]').exists()).toBe(false)
  })
})
