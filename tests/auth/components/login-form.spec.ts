// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import {
  AuthUnavailableError,
  ConfigurationError,
  LoginForm,
  LoginRefusedError,
  SessionEndedError,
  ThrottledError,
  UnexpectedAnswerError,
} from '@/auth'
import type { AuthError } from '@/auth'
import { watchIntervals } from '../../support/running-intervals'

interface FormProps {
  readonly error?: AuthError | null
  readonly isPending?: boolean
  readonly isOffline?: boolean
  readonly username?: string
  readonly isUsernameFixed?: boolean
  readonly keep?: boolean
}

function mountForm(props: FormProps = {}) {
  const wrapper = mount(LoginForm, {
    props: { error: null, isPending: false, ...props },
    attachTo: document.body,
  })
  const input = (name: string) => wrapper.get<HTMLInputElement>(`input[name="${name}"]`)
  return {
    wrapper,
    username: input('username'),
    password: input('password'),
    keep: input('keep'),
    alert: wrapper.get('[role="alert"]'),
    button: wrapper.get('button[type="submit"]'),
    /** Fills in both fields and sends them. */
    submit: async (username = 'dana', password = 'correct horse') => {
      await input('username').setValue(username)
      await input('password').setValue(password)
      await wrapper.get('form').trigger('submit')
    },
    /** An attempt that fails: the view clears the error while it runs, and sets it when it is over. */
    fail: async (error: AuthError) => {
      await wrapper.setProps({ error: null, isPending: true })
      await wrapper.setProps({ error, isPending: false })
    },
  }
}

/** The message that belongs to a field, found the way a screen reader does. */
function errorOf({ element }: { readonly element: HTMLInputElement }): string | null {
  const id = element.getAttribute('aria-describedby')
  return (id && document.getElementById(id)?.textContent.trim()) ?? null
}

describe('LoginForm', () => {
  it('asks a person who is known for the password alone, and keeps the choice made before', async () => {
    const { wrapper, username, password } = mountForm({
      username: 'dana',
      isUsernameFixed: true,
      keep: true,
    })

    wrapper.vm.focus()
    expect(document.activeElement).toBe(password.element)
    expect([username.element.value, username.element.readOnly]).toEqual(['dana', true])
    await password.setValue('correct horse')
    await wrapper.get('form').trigger('submit')

    expect(wrapper.emitted('submit')).toEqual([
      [{ username: 'dana', password: 'correct horse' }, { keepSignedIn: true }],
    ])
  })

  it('keeps nobody signed in, and does not offer it, on a shared computer', async () => {
    const wrapper = mount(LoginForm, {
      props: { error: null, isPending: false, keep: true, isShared: true },
      attachTo: document.body,
    })

    expect(wrapper.find('input[name="keep"]').exists()).toBe(false)
    await wrapper.get('input[name="username"]').setValue('dana')
    await wrapper.get('input[name="password"]').setValue('secret')
    await wrapper.get('form').trigger('submit')

    expect(wrapper.emitted('submit')).toEqual([
      [{ username: 'dana', password: 'secret' }, { keepSignedIn: false }],
    ])
  })

  it('says what keeping somebody signed in means, with the checkbox', () => {
    expect(errorOf(mountForm().keep)).toContain('when this browser is closed')
  })

  it('tells of Caps Lock while the password is typed, and no more when the field is left', async () => {
    const { wrapper, password } = mountForm()
    const hint = wrapper.get('[role="status"]')
    const press = (type: string, isOn: boolean) =>
      password.element.dispatchEvent(new KeyboardEvent(type, { modifierCapsLock: isOn }))

    expect(hint.text()).toBe('')
    press('keydown', true)
    await nextTick()
    expect(hint.text()).toBe('Caps Lock is on.')
    press('keyup', false)
    await nextTick()
    expect(hint.text()).toBe('')
    press('keydown', true)
    await password.trigger('blur')
    expect(hint.text()).toBe('')
  })

  it('takes the events of a password manager, which know nothing of keys', async () => {
    const { wrapper, password } = mountForm()

    await password.trigger('keydown')
    password.element.dispatchEvent(new Event('keydown'))
    await nextTick()

    expect(wrapper.get('[role="status"]').text()).toBe('')
  })

  it('labels its fields, and names them for password managers', () => {
    const { wrapper, username, password, keep, button } = mountForm()

    const labels = [username, password, keep].map(({ element }) => element.labels?.[0]?.textContent)
    expect(labels).toEqual(['Username', 'Password', 'Keep me signed in'])
    expect(username.attributes('autocomplete')).toBe('username')
    expect(password.attributes('autocomplete')).toBe('current-password')
    expect(button.text()).toBe('Log in')
    expect(wrapper.get('form').attributes('method')).toBe('post')
  })

  it('emits what was typed, and whether to stay signed in', async () => {
    const { wrapper, keep, submit } = mountForm()
    await keep.setValue(true)

    await submit(' dana ', ' secret ')

    expect(wrapper.emitted('submit')).toEqual([
      [{ username: 'dana', password: ' secret ' }, { keepSignedIn: true }],
    ])
  })

  it('sends nothing while a field is empty, says so at the field, and goes there', async () => {
    const { wrapper, username, password, submit } = mountForm()

    await submit('  ', '')

    expect(wrapper.emitted('submit')).toBeUndefined()
    expect(errorOf(username)).toBe('Enter your username.')
    expect(errorOf(password)).toBe('Enter your password.')
    expect(username.attributes('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(username.element)
  })

  it('goes to the password when only that is missing', async () => {
    const { username, password, submit } = mountForm()

    await submit('dana', '')

    expect(errorOf(username)).toBeNull()
    expect(document.activeElement).toBe(password.element)
  })

  it('forgets the error of a field once something is typed there', async () => {
    const { username, submit } = mountForm()
    await submit('', 'secret')

    await username.setValue('d')

    expect(errorOf(username)).toBeNull()
    expect(username.attributes('aria-invalid')).toBe('false')
  })

  it('does not send twice while an attempt is running, and keeps its button focusable', async () => {
    const { wrapper, button, submit } = mountForm({ isPending: true })

    await submit()

    expect(wrapper.emitted('submit')).toBeUndefined()
    expect(button.text()).toBe('Logging in…')
    expect(button.attributes('aria-disabled')).toBe('true')
    expect(button.attributes('disabled')).toBeUndefined()
  })

  it('shows the password on request, and hides it before it is sent', async () => {
    const { wrapper, password, submit } = mountForm()
    const toggle = wrapper.get('button[aria-pressed]')

    await toggle.trigger('click')
    expect(password.attributes('type')).toBe('text')
    expect(toggle.attributes('aria-pressed')).toBe('true')

    await submit()
    expect(password.attributes('type')).toBe('password')
  })
})

describe('LoginForm after a failure', () => {
  const refused = new LoginRefusedError('No active account found', {})

  it("says the server's own words, keeps the name, and asks for the password anew", async () => {
    const { alert, username, password, submit, fail } = mountForm()
    await submit()

    await fail(refused)

    expect(alert.text()).toBe('No active account found')
    expect(username.element.value).toBe('dana')
    expect(password.element.value).toBe('')
    expect(document.activeElement).toBe(password.element)
  })

  it('asks anew after the same refusal a second time', async () => {
    const { password, submit, fail } = mountForm()
    await submit()
    await fail(refused)
    await submit()

    await fail(new LoginRefusedError('No active account found', {}))

    expect(password.element.value).toBe('')
  })

  it("shows the server's words for a field at that field, and goes there", async () => {
    const { alert, username, submit, fail } = mountForm()
    await submit()

    await fail(new LoginRefusedError(null, { username: ['Not a name.', 'Too long.'] }))

    expect(alert.text()).toBe('')
    expect(errorOf(username)).toBe('Not a name. Too long.')
    expect(document.activeElement).toBe(username.element)
  })

  it('has words of its own when the server has none', async () => {
    const { alert, fail } = mountForm()

    await fail(new LoginRefusedError(null, {}))

    expect(alert.text()).toBe('Wrong username or password.')
  })

  it.each([
    ['no answer', { isOffline: false }, null, 'The server cannot be reached.'],
    ['no connection', { isOffline: true }, null, 'You are offline.'],
    ['a server in trouble', { isOffline: false }, 503, 'The server has a problem (503).'],
  ])('keeps the password after %s, and says what it was', async (_, props, status, words) => {
    const { alert, username, password, submit, fail } = mountForm(props)
    await submit()

    await fail(new AuthUnavailableError(status))

    expect(alert.text()).toContain(words)
    expect(username.element.value).toBe('dana')
    expect(password.element.value).toBe('correct horse')
  })

  it('tells people that the app is set up wrong, and developers what to look at', async () => {
    const { wrapper, alert, fail } = mountForm()

    await fail(new UnexpectedAnswerError('The API answered an HTML page', 'Look at apiBaseUrl.'))

    expect(alert.text()).toContain('not set up right')
    expect(alert.text()).not.toContain('apiBaseUrl')
    expect(wrapper.get('details').text()).toContain('Look at apiBaseUrl.')
  })

  it('tells developers which setting is wrong when a request cannot be built with it', async () => {
    const { wrapper, alert, fail } = mountForm()
    const issue = { key: 'auth.endpoints.obtain', found: 'what is no URL', allowed: 'a URL' }

    await fail(new ConfigurationError([issue]))

    expect(alert.text()).toContain('not set up right')
    expect(wrapper.get('details').text()).toContain('auth.endpoints.obtain: what is no URL, a URL.')
  })

  it('stays neutral when the session ended meanwhile', async () => {
    const { alert, fail } = mountForm()

    await fail(new SessionEndedError('logged-out'))

    expect(alert.text()).toBe('The login was interrupted. Try again.')
  })
})

describe('LoginForm when the server asks to wait', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('counts down, is blocked meanwhile, and is ready again by itself', async () => {
    const { wrapper, alert, button, submit, fail } = mountForm()
    await submit()
    await fail(new ThrottledError(42))
    const timer = wrapper.get('[role="timer"]')
    expect(timer.text()).toBe('Too many attempts. You can try again in 42 seconds.')

    await vi.advanceTimersByTimeAsync(41_000)
    expect(timer.text()).toContain('in 1 second.')
    expect(button.attributes('aria-disabled')).toBe('true')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')).toHaveLength(1)

    await vi.advanceTimersByTimeAsync(1_000)
    expect(alert.text()).toBe('You can try again now.')
    expect(wrapper.get('.message').classes()).toContain('over')
    expect(button.attributes('aria-disabled')).toBe('false')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')).toHaveLength(2)
  })

  it('announces the start and the end, not every second', async () => {
    const { alert, fail } = mountForm()
    const announced = new Set<string>()

    await fail(new ThrottledError(5))
    for (let second = 0; second <= 6; second += 1) {
      announced.add(alert.text())
      await vi.advanceTimersByTimeAsync(1_000)
    }

    expect([...announced]).toEqual([
      'Too many attempts. You can try again in 5 seconds.',
      'You can try again now.',
    ])
  })

  it('counts a long wait in minutes', async () => {
    const { wrapper, fail } = mountForm()
    await fail(new ThrottledError(3_600))
    const timer = wrapper.get('[role="timer"]')
    expect(timer.text()).toBe('Too many attempts. You can try again in 60 minutes.')

    await vi.advanceTimersByTimeAsync(3_481_000)

    expect(timer.text()).toContain('in 119 seconds.')
  })

  it('does not block when the server does not say for how long', async () => {
    const { alert, button, fail } = mountForm()

    await fail(new ThrottledError(null))

    expect(alert.text()).toBe('Too many attempts. Wait a moment, then try again.')
    expect(button.attributes('aria-disabled')).toBe('false')
  })

  it('leaves no timer behind', async () => {
    const running = watchIntervals()
    const { wrapper, fail } = mountForm()
    await fail(new ThrottledError(42))
    expect(running()).not.toEqual([])

    wrapper.unmount()

    expect(running()).toEqual([])
  })
})
