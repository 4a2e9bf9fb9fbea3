// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { signedIn } from '@/auth/testing'
import App from '@/App.vue'
import { createAppRouter } from '@/router'
import { ViewLoadError } from '@/view-load-error'
import { describe, expect, it, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { appContext, config, createTestRouter, user } from './app-world'

describe('createAppRouter', () => {
  it('leads from the path of a list to the list, with the query', async () => {
    const router = await createTestRouter('/posts?from=mail&about=a%20b')

    const { path, query } = router.currentRoute.value
    expect(path).toBe('/lists/posts')
    expect(query).toEqual({ from: 'mail', about: 'a b' })
  })

  it('keeps its own pages when a list is named like one', () => {
    const lists = [{ title: 'Accounts', path: 'account', url: '/accounts/' }]
    const router = createAppRouter({ history: createMemoryHistory(), lists })

    expect(router.resolve('/account').name).toBe('account')
  })

  it('lets nobody but those who are signed in open home, account and lists', () => {
    const router = createAppRouter({ history: createMemoryHistory(), lists: config.lists })

    const access = (path: string) => router.resolve(path).meta.access
    expect(['/', '/account', '/lists/posts'].map(access)).toEqual(Array(3).fill('authenticated'))
    expect(access('/login')).toBe('anonymous')
    expect(['/forbidden', '/no/such/page'].map(access)).toEqual(['anyone', 'anyone'])
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
