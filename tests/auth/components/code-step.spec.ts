// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { h } from 'vue'
import {
  AuthUnavailableError,
  CodeRefusedError,
  LoginForm,
  LoginRefusedError,
  LoginStepExpiredError,
  ThrottledError,
} from '@/auth'
import type { AuthError, LoginChallenge } from '@/auth'

const challenge: LoginChallenge = {
  kind: 'one-time-code',
  method: null,
  message: 'Enter the code of your key ring.',
}

/** A form whose credentials were right, at the step that follows. */
async function openStep(step: Partial<LoginChallenge> = {}, slots: object = {}) {
  const wrapper = mount(LoginForm, {
    props: { error: null, isPending: false },
    slots,
    attachTo: document.body,
  })
  await wrapper.get('input[name="username"]').setValue('dana')
  await wrapper.get('input[name="password"]').setValue('correct horse')
  await wrapper.get('input[name="keep"]').setValue(true)
  await wrapper.get('form').trigger('submit')
  await wrapper.setProps({ challenge: { ...challenge, ...step } })
  const input = (name: string) => wrapper.get<HTMLInputElement>(`input[name="${name}"]`)
  return {
    wrapper,
    input,
    button: (name: string) => wrapper.findAll('button').find((found) => found.text() === name),
    alerts: () =>
      wrapper
        .findAll('[role="alert"]')
        .map((alert) => alert.text())
        .join(''),
    send: async (code: string) => {
      await input('code').setValue(code)
      await wrapper.get('form').trigger('submit')
    },
    /** An attempt that fails. What ends the step takes the challenge away. */
    fail: async (error: AuthError, props: object = {}) => {
      await wrapper.setProps({ error: null, isPending: true })
      await wrapper.setProps({ error, isPending: false, ...props })
    },
  }
}

type Step = Awaited<ReturnType<typeof openStep>>

/** What a screen reader says of the code's field after its name. */
function descriptionOf({ input }: Step): string {
  const ids = input('code').attributes('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.getElementById(id)?.textContent.trim()).join(' ')
}

describe('the step for a one-time code', () => {
  it('stands in place of name and password, and takes the focus', async () => {
    const { wrapper, input } = await openStep()
    const code = input('code')

    expect(wrapper.find('input[name="password"]').exists()).toBe(false)
    expect(code.element.labels?.[0]?.textContent).toBe('One-time code')
    expect(document.activeElement).toBe(code.element)
  })

  it('lets phones fill the code in, and shows them digits to type', async () => {
    const { input } = await openStep()

    expect(input('code').attributes()).toMatchObject({
      autocomplete: 'one-time-code',
      inputmode: 'numeric',
      type: 'text',
    })
  })

  it.each([
    [{}, 'Enter the code of your key ring.'],
    [{ message: null }, 'Enter the one-time code for your account.'],
    [{ message: null, method: 'app' }, 'Enter the code that your authenticator app shows.'],
    [{ message: null, method: 'email' }, 'Enter the code that was sent to you by e-mail.'],
    [{ message: null, method: 'toString' }, 'Enter the one-time code for your account.'],
  ])('says what to enter: %j', async (step, words) => {
    expect(descriptionOf(await openStep(step))).toBe(words)
  })

  it.each([' 123 456 ', '123-456', '123\u2011456', '123 – 456', '123\u00a0456'])(
    'emits the code without what it is grouped by: %s',
    async (typed) => {
      const { wrapper, send } = await openStep()

      await send(typed)

      expect(wrapper.emitted('answer')).toEqual([['123456']])
      expect(wrapper.emitted('submit')).toHaveLength(1)
    },
  )

  it('sends nothing without a code, and says so at the field until something is typed', async () => {
    const step = await openStep()

    await step.send('  ')
    expect(step.wrapper.emitted('answer')).toBeUndefined()
    expect(descriptionOf(step)).toBe('Enter the code. Enter the code of your key ring.')
    expect(step.input('code').attributes('aria-invalid')).toBe('true')

    await step.input('code').setValue('1')
    expect(descriptionOf(step)).toBe('Enter the code of your key ring.')
    expect(step.input('code').attributes('aria-invalid')).toBe('false')
  })

  it('does not send twice while a code is on its way, and lets the person go back meanwhile', async () => {
    const { wrapper, send, button } = await openStep()
    await wrapper.setProps({ isPending: true })

    await send('123456')
    await button('Back')?.trigger('click')

    expect(wrapper.emitted('answer')).toBeUndefined()
    expect(button('Logging in…')?.attributes('aria-disabled')).toBe('true')
    expect(wrapper.emitted('back')).toHaveLength(1)
  })

  it('goes back to what was typed, and to the password', async () => {
    const { wrapper, input } = await openStep()

    await wrapper.setProps({ challenge: null })

    expect(input('username').element.value).toBe('dana')
    expect(input('password').element.value).toBe('correct horse')
    expect(input('keep').element.checked).toBe(true)
    expect(document.activeElement).toBe(input('password').element)
  })
})

describe('the step for a one-time code, after a failure', () => {
  it('says at the field and aloud that the code was wrong, and takes another', async () => {
    const step = await openStep()
    await step.send('000000')

    await step.fail(new CodeRefusedError('Wrong code.'))

    expect(descriptionOf(step)).toContain('Wrong code.')
    expect(step.alerts()).toBe('Wrong code.')
    expect(step.input('code').element.value).toBe('')
    expect(document.activeElement).toBe(step.input('code').element)
    await step.send('123456')
    expect(step.wrapper.emitted('answer')).toEqual([['000000'], ['123456']])
  })

  it('has words of its own when the server has none', async () => {
    const step = await openStep()

    await step.fail(new CodeRefusedError(null))

    expect(step.alerts()).toBe('That code was not accepted. Try the newest one.')
  })

  it('keeps the code after no answer', async () => {
    const step = await openStep()
    await step.send('123456')

    await step.fail(new AuthUnavailableError(null))

    expect(step.alerts()).toContain('cannot be reached')
    expect(step.input('code').element.value).toBe('123456')
  })

  it('waits when the server asks for it', async () => {
    const step = await openStep()

    await step.fail(new ThrottledError(7))
    await step.send('123456')

    expect(step.alerts()).toContain('in 7 seconds')
    expect(step.wrapper.emitted('answer')).toBeUndefined()
  })

  it.each([
    ['time', 'The time for the code is over. Log in again.'],
    ['too-many-codes', 'Too many wrong codes. Log in again.'],
  ] as const)('begins anew with a sentence, and keeps no password: %s', async (reason, words) => {
    const { alerts, input, fail } = await openStep()

    await fail(new LoginStepExpiredError(null, reason), { challenge: null })

    expect(alerts()).toBe(words)
    expect(input('username').element.value).toBe('dana')
    expect(input('password').element.value).toBe('')
    expect(document.activeElement).toBe(input('password').element)
  })

  it('asks for the password anew when that was refused after all', async () => {
    const { alerts, input, fail } = await openStep()

    await fail(new LoginRefusedError('No active account', {}), { challenge: null })

    expect(alerts()).toBe('No active account')
    expect(input('username').element.value).toBe('dana')
    expect(input('password').element.value).toBe('')
    expect(document.activeElement).toBe(input('password').element)
  })
})

describe('a step of the app\u2019s own', () => {
  it('is given what it needs, and stands in place of ours', async () => {
    const own = ({ challenge: { message }, answer, back }: OwnStep) => [
      h('p', { class: 'own' }, message ?? ''),
      h('button', { type: 'button', class: 'answer', onClick: () => answer('42') }),
      h('button', { type: 'button', class: 'back', onClick: back }),
    ]
    const { wrapper } = await openStep({}, { challenge: own })

    await wrapper.get('.answer').trigger('click')
    await wrapper.get('.back').trigger('click')

    expect(wrapper.get('.own').text()).toBe('Enter the code of your key ring.')
    expect(wrapper.find('input[name="code"]').exists()).toBe(false)
    expect(wrapper.emitted('answer')).toEqual([['42']])
    expect(wrapper.emitted('back')).toHaveLength(1)
  })
})

interface OwnStep {
  readonly challenge: LoginChallenge
  readonly answer: (code: string) => void
  readonly back: () => void
}
