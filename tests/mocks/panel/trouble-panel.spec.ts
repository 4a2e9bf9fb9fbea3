// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { calm } from '@/mocks/conditions'
import type { Conditions } from '@/mocks/conditions'
import TroublePanel from '@/mocks/panel/TroublePanel.vue'
import type { TroubleControl } from '@/mocks/trouble-control'

/** A server that only remembers what is wrong with it. */
function createControl({ canRotate = true } = {}) {
  let conditions = calm
  const set = (next: Conditions) => {
    conditions = next
    return Promise.resolve(next)
  }
  return {
    canRotate,
    conditions: vi.fn(() => Promise.resolve(conditions)),
    change: vi.fn((changes: Partial<Conditions>) => set({ ...conditions, ...changes })),
    cause: vi.fn(() => Promise.resolve()),
    reset: vi.fn(() => set(calm)),
  } satisfies TroubleControl
}

async function openPanel(control = createControl()) {
  const openTab = vi.fn()
  const wrapper = mount(TroublePanel, { props: { control, openTab }, attachTo: document.body })
  await flushPromises()
  const toggle = wrapper.get('button')
  const button = (name: string) => {
    const found = wrapper.findAll('button').find((candidate) => candidate.text() === name)
    if (!found) throw new Error(`There is no button ${name}`)
    return found
  }
  const option = (group: string, name: string) => {
    const fieldset = wrapper
      .findAll('fieldset')
      .find((found) => found.get('legend').text() === group)
    const label = fieldset?.findAll('label').find((found) => found.text() === name)
    if (!label) throw new Error(`There is no ${name} of ${group}`)
    return label.get<HTMLInputElement>('input')
  }
  return { control, openTab, wrapper, toggle, button, option }
}

async function openSheet(control = createControl()) {
  const panel = await openPanel(control)
  await panel.toggle.trigger('click')
  return panel
}

describe('TroublePanel', () => {
  it('is a bar until it is opened, and one again after Escape, with the focus on it', async () => {
    const { wrapper, toggle } = await openPanel()
    expect(wrapper.find('fieldset').exists()).toBe(false)
    expect(toggle.attributes('aria-expanded')).toBe('false')

    await toggle.trigger('click')
    expect(toggle.attributes('aria-expanded')).toBe('true')
    expect(wrapper.get('.sheet').attributes('id')).toBe(toggle.attributes('aria-controls'))

    await wrapper.get('fieldset input').trigger('keydown', { key: 'Escape' })
    expect(wrapper.find('fieldset').exists()).toBe(false)
    expect(document.activeElement).toBe(toggle.element)
  })

  it('makes lasting trouble, says what one sees of it, and names it on the bar', async () => {
    const { control, option, toggle, wrapper } = await openSheet()
    expect(toggle.text()).toContain('none')

    await option('The server answers', '503').setValue()
    await option('It takes longer', '3 s').setValue()
    await flushPromises()

    expect(control.change.mock.calls).toEqual([[{ answers: 'unavailable' }], [{ latencyMs: 3000 }]])
    expect(toggle.text()).toContain('503, 3 s late')
    expect(wrapper.text()).toContain('Nobody is logged out.')
  })

  it('shows what is wrong when it is opened, as another tab has left it', async () => {
    const control = createControl()
    await control.change({ answers: 'none', clockAheadMs: 3_600_000 })

    const { option, toggle } = await openSheet(control)

    expect(option('The server answers', 'Not at all').element.checked).toBe(true)
    expect(toggle.text()).toContain('no answer, clock +1 h')
  })

  it('looks again when somebody comes back to the tab, and no more when it is gone', async () => {
    const { control, toggle, wrapper } = await openPanel()
    await control.change({ rotates: true })

    window.dispatchEvent(new Event('focus'))
    await flushPromises()
    expect(toggle.text()).toContain('rotation on')

    wrapper.unmount()
    control.conditions.mockClear()
    window.dispatchEvent(new Event('focus'))
    document.dispatchEvent(new Event('visibilitychange'))
    expect(control.conditions).not.toHaveBeenCalled()
  })

  it.each([
    ['Expire the access tokens', 'expire-access-tokens'],
    ['Revoke the refresh tokens', 'revoke-refresh-tokens'],
    ['End every session', 'end-sessions'],
    ['Throttle the login', 'throttle-logins'],
  ])('does what its buttons say, and says so: %s', async (label, act) => {
    const { control, button, wrapper } = await openSheet()
    expect(wrapper.get('[role=status]').text()).toBe('')

    await button(label).trigger('click')
    await flushPromises()

    expect(control.cause.mock.calls).toEqual([[act]])
    expect(wrapper.get('[role=status]').text()).not.toBe('')
  })

  it('opens a second tab', async () => {
    const { openTab, button } = await openSheet()

    await button('Open a second tab').trigger('click')

    expect(openTab).toHaveBeenCalledOnce()
  })

  it('puts everything right', async () => {
    const { control, button, option, toggle } = await openSheet()
    await option('The server answers', 'Not at all').setValue()

    await button('Put everything right').trigger('click')
    await flushPromises()

    expect(control.reset).toHaveBeenCalledOnce()
    expect(toggle.text()).toContain('none')
    expect(option('The server answers', 'As it should').element.checked).toBe(true)
  })

  it('offers no rotation where tokens cannot rotate', async () => {
    const { wrapper } = await openSheet(createControl({ canRotate: false }))

    expect(wrapper.text()).not.toContain('rotate')
  })
})
