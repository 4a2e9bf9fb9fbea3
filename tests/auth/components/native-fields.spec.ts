// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createSSRApp, defineComponent, h, nextTick, ref } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { LoginForm } from '@/auth'

const challenge = { kind: 'one-time-code', method: null, message: null } as const

function mountForm(props: object = {}) {
  const wrapper = mount(LoginForm, {
    props: { error: null, isPending: false, ...props },
    attachTo: document.body,
  })
  const input = (name: string) => wrapper.get<HTMLInputElement>(`input[name="${name}"]`)
  return {
    wrapper,
    input,
    form: wrapper.get<HTMLFormElement>('form'),
    /** As some password managers do it: no event tells of it. */
    fillSilently: (values: Readonly<Record<string, string>>) => {
      for (const [name, value] of Object.entries(values)) input(name).element.value = value
    },
  }
}

/** What a view holds of the form by `v-model`. */
function mountView() {
  const username = ref('')
  const password = ref('')
  const sent: unknown[] = []
  const View = defineComponent(() => () => [
    h(LoginForm, {
      error: null,
      isPending: false,
      username: username.value,
      'onUpdate:username': (value: string) => (username.value = value),
      password: password.value,
      'onUpdate:password': (value: string) => (password.value = value),
      onSubmit: (credentials) => sent.push(credentials),
    }),
  ])
  return { View, username, password, sent }
}

describe('fields that were filled in without an event', () => {
  it('are sent as they are seen', async () => {
    const { wrapper, form, input, fillSilently } = mountForm()
    fillSilently({ username: 'dana', password: 'correct horse' })
    input('keep').element.checked = true

    await form.trigger('submit')

    expect(wrapper.emitted('submit')).toEqual([
      [{ username: 'dana', password: 'correct horse' }, { keepSignedIn: true }],
    ])
    expect(wrapper.text()).not.toContain('Enter your')
  })

  it('are known to the view from then on', async () => {
    const { View, username, password, sent } = mountView()
    const wrapper = mount(View)
    wrapper.get<HTMLInputElement>('input[name="username"]').element.value = 'dana'
    wrapper.get<HTMLInputElement>('input[name="password"]').element.value = 'correct horse'

    await wrapper.get('form').trigger('submit')

    expect(sent).toEqual([{ username: 'dana', password: 'correct horse' }])
    expect([username.value, password.value]).toEqual(['dana', 'correct horse'])
  })

  it('may be the one for the code', async () => {
    const { wrapper, form, fillSilently } = mountForm({ challenge })
    fillSilently({ code: '123456' })

    await form.trigger('submit')

    expect(wrapper.emitted('answer')).toEqual([['123456']])
  })

  it('were emptied again as silently', async () => {
    const { wrapper, form, input, fillSilently } = mountForm()
    await input('username').setValue('dana')
    await input('password').setValue('correct horse')
    fillSilently({ password: '' })

    await form.trigger('submit')

    expect(wrapper.emitted('submit')).toBeUndefined()
    expect(wrapper.text()).toContain('Enter your password.')
  })
})

describe('what a view knows of the fields', () => {
  it('is written into them, also later', async () => {
    const { View, username, password } = mountView()
    username.value = 'dana'
    const wrapper = mount(View)
    const value = (name: string) =>
      wrapper.get<HTMLInputElement>(`input[name="${name}"]`).element.value
    expect([value('username'), value('password')]).toEqual(['dana', ''])

    username.value = 'demo'
    password.value = 'demo'
    await nextTick()

    expect([value('username'), value('password')]).toEqual(['demo', 'demo'])
  })

  it('does not undo what was typed before the script had run', async () => {
    const { View, username, password } = mountView()
    document.body.innerHTML = `<div>${await renderToString(createSSRApp(View))}</div>`
    const field = (name: string) =>
      document.querySelector<HTMLInputElement>(`input[name="${name}"]`)
    for (const name of ['username', 'password']) field(name)?.setAttribute('data-name', name)
    const typed = ['dana', 'correct horse']
    for (const [index, name] of ['username', 'password'].entries()) {
      const input = field(name)
      if (input) input.value = typed[index] ?? ''
    }

    createSSRApp(View).mount(document.body.firstElementChild ?? document.body)
    await nextTick()

    expect([field('username')?.value, field('password')?.value]).toEqual(typed)
    expect(field('password')?.dataset['name']).toBe('password')
    expect([username.value, password.value]).toEqual(typed)
  })
})

describe('two submits in one task', () => {
  it('send one login', async () => {
    const { wrapper, form, fillSilently } = mountForm()
    fillSilently({ username: 'dana', password: 'correct horse' })

    form.element.requestSubmit()
    form.element.requestSubmit()
    await nextTick()

    expect(wrapper.emitted('submit')).toHaveLength(1)
  })

  it('send one code', async () => {
    const { wrapper, form, fillSilently } = mountForm({ challenge })
    fillSilently({ code: '123456' })

    form.element.requestSubmit()
    form.element.requestSubmit()
    await nextTick()

    expect(wrapper.emitted('answer')).toHaveLength(1)
  })

  it('do not keep a view from being asked again that did nothing about the first', async () => {
    const { wrapper, form, fillSilently } = mountForm()
    fillSilently({ username: 'dana', password: 'correct horse' })

    await form.trigger('submit')
    await form.trigger('submit')

    expect(wrapper.emitted('submit')).toHaveLength(2)
  })
})
