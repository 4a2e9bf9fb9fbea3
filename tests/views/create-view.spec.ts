// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { RedirectRefusedError, SessionEndedError } from '@/auth'
import { signedIn, signIn, signOut } from '@/auth/testing'
import CreateView from '@/views/CreateView.vue'
import { describe, expect, it, vi } from 'vitest'
import { appContext, createStubHttp, createTestRouter, user } from '../app/app-world'
import type { Answer } from '../app/app-world'

async function openForm(path = 'posts') {
  const router = await createTestRouter(`/lists/${path}/new`)
  const { http, sent } = createStubHttp()
  const pinia = signedIn({ user })
  const wrapper = mount(CreateView, {
    props: { path },
    global: appContext(router, pinia, http),
    attachTo: document.body,
  })
  const title = () => wrapper.get<HTMLInputElement>('input')
  const body = () => wrapper.get<HTMLTextAreaElement>('textarea')
  const alert = () => wrapper.get('[role="alert"]').text()
  const submit = async () => {
    await wrapper.get('form').trigger('submit')
    await flushPromises()
  }
  const answer = async (given: Answer) => {
    sent.at(-1)?.answer(given)
    await flushPromises()
  }
  return { pinia, router, http, sent, wrapper, title, body, alert, submit, answer }
}

async function openTyped() {
  const form = await openForm()
  await form.title().setValue('Hello')
  await form.body().setValue('World')
  return form
}

/** What describes a field to whoever cannot see what is near it. */
function descriptionOf(field: Element): string {
  const id = field.getAttribute('aria-describedby') ?? ''
  return document.getElementById(id)?.textContent.trim() ?? ''
}

describe('CreateView', () => {
  it('sends what was typed to the address of the list, and goes to the list', async () => {
    const { router, sent, submit, answer } = await openTyped()

    await submit()
    expect(sent.map(({ url, data }) => [url, data])).toEqual([
      ['/posts/', '{"title":"Hello","body":"World"}'],
    ])
    await answer({ status: 201, data: { id: 1 } })

    await expect.poll(() => router.currentRoute.value.fullPath).toBe('/lists/posts')
  })

  it('leaves an optional field out that is empty', async () => {
    const { sent, body, submit } = await openTyped()

    await body().setValue('  ')
    await submit()

    expect(sent.at(-1)?.data).toBe('{"title":"Hello"}')
  })

  it('sends nothing while a field is missing that has to be there, and goes to it', async () => {
    const { sent, title, submit } = await openForm()

    await submit()

    expect(sent).toEqual([])
    expect(title().element.getAttribute('aria-invalid')).toBe('true')
    expect(descriptionOf(title().element)).toBe('“Title” is missing.')
    expect(document.activeElement).toBe(title().element)
  })

  it('sends once, however often it is pressed', async () => {
    const { sent, wrapper, submit } = await openTyped()

    await submit()
    await submit()

    expect(sent).toHaveLength(1)
    expect(wrapper.get('button').text()).toBe('Sending…')
  })

  it("shows the server's words at the field, goes to it, and forgets them when it is changed", async () => {
    const { title, body, submit, answer } = await openTyped()

    await submit()
    await answer({ status: 400, data: { body: ['Too short.', 'Too dull.'] } })
    expect(descriptionOf(body().element)).toBe('Too short. Too dull.')
    expect(title().element.getAttribute('aria-invalid')).toBe('false')
    expect(document.activeElement).toBe(body().element)
    await body().setValue('World!')

    expect(descriptionOf(body().element)).toBe('')
  })

  it('says of a field what is wrong with it now, and not what the server said before', async () => {
    const { sent, title, alert, submit, answer } = await openTyped()
    await submit()
    await answer({ status: 400, data: { title: ['Too long.'] } })

    await title().setValue('')
    await submit()

    expect(descriptionOf(title().element)).toBe('“Title” is missing.')
    expect(alert()).toBe('')
    expect(sent).toHaveLength(1)
  })

  it.each<[string, Answer, string]>([
    [
      'of the whole form',
      { status: 400, data: { non_field_errors: ['Already there.'] } },
      'Already there.',
    ],
    [
      'of a field that it has not',
      { status: 400, data: { author: ['Required.'] } },
      'author: Required.',
    ],
    ['of a permission', { status: 403, data: { detail: 'Members only.' } }, 'Members only.'],
    ['of a broken server', { status: 500, data: '<h1>Server Error</h1>' }, 'Status 500'],
    ['of nobody', null, 'No answer came from the server.'],
  ])(
    'says above the form what is wrong, and keeps what was typed: words %s',
    async (_, given, words) => {
      const { alert, title, body, submit, answer } = await openTyped()

      await submit()
      await answer(given)

      expect(alert()).toContain(words)
      expect(alert()).not.toContain('<')
      expect([title().element.value, body().element.value]).toEqual(['Hello', 'World'])
    },
  )

  it('says that the server sends it elsewhere, and keeps what was typed', async () => {
    const { http, alert, title, submit } = await openTyped()
    http.interceptors.request.use(() =>
      Promise.reject(new RedirectRefusedError('https://api.example/posts')),
    )

    await submit()

    expect(alert()).toContain('to another address')
    expect(title().element.value).toBe('Hello')
  })

  it('says that the browser is offline', async () => {
    const { alert, submit, answer } = await openTyped()
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    window.dispatchEvent(new Event('offline'))

    await submit()
    await answer(null)

    expect(alert()).toContain('You are offline.')
  })

  it('can be sent again with one press after a login (G11)', async () => {
    const { pinia, http, sent, alert, submit } = await openTyped()
    const end = http.interceptors.request.use(() =>
      Promise.reject(new SessionEndedError('ended-by-server')),
    )
    signOut(pinia, { reason: 'ended-by-server' })
    await submit()
    expect(alert()).toContain('Your session ended before this was sent.')

    http.interceptors.request.eject(end)
    signIn(pinia, { user })
    await flushPromises()
    expect(alert()).toBe('You are signed in again, and nothing is lost. Send it now.')
    await submit()

    expect(sent.map(({ data }) => data)).toEqual(['{"title":"Hello","body":"World"}'])
  })

  it('lets the browser ask before it is unloaded, while there is something to lose', async () => {
    const { wrapper, title } = await openForm()
    const isAsked = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    expect(isAsked()).toBe(false)

    await title().setValue('Hello')
    expect(isAsked()).toBe(true)
    wrapper.unmount()

    expect(isAsked()).toBe(false)
  })

  it('gives up its request when it is left', async () => {
    const { sent, wrapper, submit } = await openTyped()
    await submit()

    wrapper.unmount()

    expect(sent[0]?.signal.aborted).toBe(true)
  })

  it.each(['subscribers', 'nothing'])(
    'is the not-found page for %s, which has no form',
    async (path) => {
      const { wrapper } = await openForm(path)

      expect(wrapper.get('h1').text()).toBe('There is no such page')
    },
  )
})
