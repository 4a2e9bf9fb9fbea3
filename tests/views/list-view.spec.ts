// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { AuthUnavailableError, RedirectRefusedError, SessionEndedError } from '@/auth'
import { signedIn, signIn, signOut } from '@/auth/testing'
import ListView from '@/views/ListView.vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { appContext, createStubHttp, createTestRouter, user } from '../app/app-world'
import type { Answer } from '../app/app-world'

const posts = (first: number, amount: number) =>
  Array.from({ length: amount }, (_, index) => ({
    id: first + index,
    title: `Post ${first + index}`,
  }))

const page1 = {
  count: 47,
  next: 'http://django:8000/posts/?limit=20&offset=20',
  previous: null,
  results: posts(1, 20),
}
const page2 = {
  count: 47,
  next: 'https://evil.example/posts/?limit=20&offset=40',
  previous: 'http://django:8000/posts/?limit=20',
  results: posts(21, 20),
}

async function openList(path = '/lists/posts', list = 'posts') {
  const router = await createTestRouter(path)
  const { http, sent } = createStubHttp()
  const pinia = signedIn({ user })
  const wrapper = mount(ListView, {
    props: { path: list },
    global: appContext(router, pinia, http),
    attachTo: document.body,
  })
  const status = () => wrapper.find('[role="status"]').text()
  const rows = () => wrapper.findAll('ol > li').map((row) => row.text())
  const answer = async (given: Answer) => {
    sent.at(-1)?.answer(given)
    await flushPromises()
  }
  return { pinia, router, http, sent, wrapper, status, rows, answer }
}

const setOnline = (isOnline: boolean) => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline)
  window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

afterEach(() => {
  vi.useRealTimers()
})

describe('ListView', () => {
  it('shows a row per entry, with a title and its other simple fields', async () => {
    const { wrapper, rows, status, answer } = await openList()

    await answer({ data: [{ id: 7, name: 'Ada', since: '2026-01-15', tags: ['a'], isNew: true }] })

    expect(wrapper.get('h1').text()).toBe('Posts')
    expect(status()).toBe('1 entry')
    expect(rows()).toHaveLength(1)
    expect(rows()[0]).toContain('Ada')
    expect(rows()[0]).toContain('15 January 2026')
  })

  it('shows what the API sent as text, never as markup', async () => {
    const { wrapper, rows, answer } = await openList()

    await answer({ data: [{ title: '<img src=x onerror=alert(1)>' }] })

    expect(rows()).toEqual(['<img src=x onerror=alert(1)>'])
    expect(wrapper.find('img').exists()).toBe(false)
  })

  it('shows any other JSON as one row', async () => {
    const { rows, answer } = await openList()

    await answer({ data: { message: 'Hello, dana!' } })

    expect(rows()).toEqual(['Hello, dana!'])
  })

  it('says so when the list is empty', async () => {
    const { wrapper, answer } = await openList()

    await answer({ data: { count: 0, next: null, previous: null, results: [] } })

    expect(wrapper.text()).toContain('There is nothing in this list yet.')
    expect(wrapper.find('nav').exists()).toBe(false)
  })

  it('shows nothing while a wait is short, then a skeleton', async () => {
    vi.useFakeTimers()
    const { wrapper, status } = await openList()

    await vi.advanceTimersByTimeAsync(150)
    expect(status()).toBe('')
    expect(wrapper.find('section > [aria-hidden="true"]').exists()).toBe(false)

    await vi.advanceTimersByTimeAsync(100)
    expect(status()).toBe('Loading…')
    expect(wrapper.find('section > [aria-hidden="true"]').exists()).toBe(true)
    expect(wrapper.get('section').attributes('aria-busy')).toBe('true')
  })

  it('leads to the form that adds to the list, where there is one', async () => {
    const posts = await openList()
    expect(posts.wrapper.get('a').text()).toBe('New post')
    expect(posts.wrapper.get('a').attributes('href')).toBe('/lists/posts/new')

    const subscribers = await openList('/lists/subscribers', 'subscribers')
    expect(subscribers.wrapper.find('a').exists()).toBe(false)
  })

  it('is the not-found page for a list that the configuration does not have', async () => {
    const { wrapper, sent } = await openList('/lists/nothing', 'nothing')

    expect(wrapper.get('h1').text()).toBe('There is no such page')
    expect(sent).toEqual([])
  })
})

describe('ListView with pages', () => {
  it('asks for the page in its own address, beside what the list always asks for', async () => {
    const { sent } = await openList('/lists/subscribers?limit=5&offset=10', 'subscribers')

    expect(sent.map(({ url }) => url)).toEqual(['/subscribers/?active=yes&limit=5&offset=10'])
  })

  it('lets the query of the page decide where both name a parameter', async () => {
    const { sent } = await openList('/lists/subscribers?active=no', 'subscribers')

    expect(sent.map(({ url }) => url)).toEqual(['/subscribers/?active=no'])
  })

  it('turns the page within the app, keeping only the query of the link', async () => {
    const { router, wrapper, sent, status, rows, answer } = await openList()
    await answer({ data: page1 })
    expect(status()).toBe('1–20 of 47')

    await wrapper.get('a[rel="next"]').trigger('click')
    await flushPromises()
    await answer({ data: page2 })

    expect(router.currentRoute.value.fullPath).toBe('/lists/posts?limit=20&offset=20')
    expect(sent.at(-1)?.url).toBe('/posts/?limit=20&offset=20')
    expect(status()).toBe('21–40 of 47')
    expect(rows()[0]).toContain('Post 21')
  })

  it('never follows a link to another host', async () => {
    const { wrapper, sent, answer } = await openList('/lists/posts?limit=20&offset=20')
    await answer({ data: page2 })

    await wrapper.get('a[rel="next"]').trigger('click')
    await flushPromises()

    expect(wrapper.html()).not.toContain('evil.example')
    expect(sent.at(-1)?.url).toBe('/posts/?limit=20&offset=40')
  })

  it('has no link where there is no page, but says where it would be', async () => {
    const { wrapper, answer } = await openList()

    await answer({ data: page1 })

    const previous = wrapper.get('nav [aria-disabled="true"]')
    expect(previous.text()).toBe('Previous')
    expect(previous.attributes('href')).toBeUndefined()
  })

  it.each([
    ['a numbered page', '?page=2', { ...page2, results: posts(21, 20) }, '21–40 of 47'],
    ['the last page', '?page=3', { ...page2, next: null, results: posts(41, 7) }, '41–47 of 47'],
    ['a cursor', '?cursor=cD0y', { ...page2, count: undefined }, '20 entries'],
  ])('says which entries these are on %s', async (_, query, data, words) => {
    const { status, answer } = await openList(`/lists/posts${query}`)

    await answer({ data })

    expect(status()).toBe(words)
  })

  it('never paints an older answer over a newer page', async () => {
    const { router, sent, rows } = await openList()
    await router.push('/lists/posts?offset=20')
    await flushPromises()
    const [older, newer] = sent

    newer?.answer({ data: page2 })
    older?.answer({ data: page1 })
    await flushPromises()

    expect(older?.signal.aborted).toBe(true)
    expect(rows()[0]).toContain('Post 21')
  })

  it('aborts its request when it is left', async () => {
    const { wrapper, sent } = await openList()

    wrapper.unmount()

    expect(sent[0]?.signal.aborted).toBe(true)
  })
})

describe('ListView whose session is interrupted (G11)', () => {
  it('keeps the page that is shown, and asks again when the person is back', async () => {
    vi.useFakeTimers()
    const { pinia, http, router, wrapper, sent, rows, answer } = await openList()
    await answer({ data: page1 })
    const end = http.interceptors.request.use(() =>
      Promise.reject(new SessionEndedError('ended-by-server')),
    )

    await router.push('/lists/posts?limit=20&offset=20')
    signOut(pinia, { reason: 'ended-by-server' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(rows()[0]).toContain('Post 1')
    expect(wrapper.find('[role="alert"]').exists()).toBe(false)
    http.interceptors.request.eject(end)
    signIn(pinia, { user })
    await flushPromises()
    await answer({ data: page2 })

    expect(sent.map(({ url }) => url)).toEqual(['/posts/', '/posts/?limit=20&offset=20'])
    expect(rows()[0]).toContain('Post 21')
  })
})

describe('ListView that has nothing to show', () => {
  it("says in the server's words what is forbidden, and who can help", async () => {
    const { wrapper, answer } = await openList()

    await answer({ status: 403, data: { detail: 'Members only.' } })

    expect(wrapper.get('[role="alert"]').text()).toContain('Members only.')
    expect(wrapper.text()).toContain('Ask an administrator')
    expect(wrapper.get('.problem a').attributes('href')).toBe('/')
  })

  it('says that the server has no such list', async () => {
    const { wrapper, answer } = await openList()

    await answer({ status: 404, data: '<h1>Not Found</h1>' })

    expect(wrapper.get('[role="alert"]').text()).toContain('The server has no such list')
  })

  it('shows the status of an error, and never the HTML of its page', async () => {
    const { wrapper, answer } = await openList()

    await answer({ status: 500, data: '<h1>Server Error (500)</h1>' })

    expect(wrapper.get('[role="alert"]').text()).toContain('Status 500')
    expect(wrapper.html()).not.toContain('Server Error')
  })

  it('does not take an HTML page for a list', async () => {
    const { wrapper, rows, answer } = await openList()

    await answer({ data: '<!doctype html><title>Hello</title>' })

    expect(rows()).toEqual([])
    expect(wrapper.get('[role="alert"]').text()).toContain('The answer is not a list.')
  })

  it('offers to try again when the server cannot be reached', async () => {
    const { wrapper, rows, answer } = await openList()
    await answer(null)
    expect(wrapper.get('[role="alert"]').text()).toContain('The server cannot be reached.')

    await wrapper.get('button').trigger('click')
    await answer({ data: posts(1, 3) })

    expect(rows()).toHaveLength(3)
  })

  it.each([
    [new AuthUnavailableError(null), 'The server cannot be reached.', 'Check your connection'],
    [new AuthUnavailableError(503), 'The server is having problems.', 'Try again in a moment.'],
    [
      new AuthUnavailableError(401, { outage: 'not-renewed' }),
      'The server does not renew your session.',
      'Log in again to see the list.',
    ],
  ])('says why there is no token, and what can be done: %s', async (error, what, advice) => {
    const { http, wrapper, sent } = await openList()
    http.interceptors.request.use(() => Promise.reject(error))
    sent[0]?.answer(null)
    await flushPromises()

    await wrapper.get('button').trigger('click')
    await flushPromises()

    expect(wrapper.get('[role="alert"]').text()).toContain(what)
    expect(wrapper.get('.problem').text()).toContain(advice)
  })

  it('names the address that redirects, and what has to be done', async () => {
    const { http, wrapper, sent } = await openList()
    sent[0]?.answer(null)
    await flushPromises()
    http.interceptors.request.use(() =>
      Promise.reject(new RedirectRefusedError('https://api.example/posts?limit=20')),
    )

    await wrapper.get('button').trigger('click')
    await flushPromises()

    const alert = wrapper.get('[role="alert"]').text()
    expect(alert).toContain('sends this request to another address')
    expect(alert).toContain('https://api.example/posts')
    expect(alert).not.toContain('limit')
    expect(wrapper.text()).toContain('config.json')
  })

  it('comes by itself once there is a connection again', async () => {
    const { wrapper, sent, rows, answer } = await openList()
    setOnline(false)
    await answer(null)
    expect(wrapper.get('[role="alert"]').text()).toContain('You are offline.')

    setOnline(true)
    await flushPromises()
    await answer({ data: posts(1, 3) })

    expect(sent).toHaveLength(2)
    expect(rows()).toHaveLength(3)
  })
})
