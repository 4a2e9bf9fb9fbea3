// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { diagnosisEn } from '@/texts/diagnosis/en'
import ConfigurationView from '@/views/ConfigurationView.vue'
import { describe, expect, it } from 'vitest'

const { configuration: texts } = diagnosisEn

describe('ConfigurationView', () => {
  it('asks whether the nearest name was meant', () => {
    const issue = { found: 'a key that means nothing here', allowed: 'x' }
    const wrong = { ...issue, key: 'apiBaseURL', nearMiss: 'apiBaseUrl' }
    const strange = { ...issue, key: 'colour', nearMiss: null }
    const wrapper = mount(ConfigurationView, { props: { issues: [wrong, strange], texts } })

    const [near, far] = wrapper.findAll('li').map((issue) => issue.text())
    expect(near).toContain('Did you mean "apiBaseUrl"?')
    expect(far).not.toContain('Did you mean')
  })
})
