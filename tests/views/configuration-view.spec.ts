// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { diagnosisEn } from '@/texts/diagnosis/en'
import ConfigurationView from '@/views/ConfigurationView.vue'
import { describe, expect, it } from 'vitest'

const { configuration: texts } = diagnosisEn

describe('ConfigurationView', () => {
  it('names every wrong key, what was found there, and what is allowed', () => {
    const wrapper = mount(ConfigurationView, {
      props: {
        issues: [
          { key: 'auth.profile', found: '"simple-jwt"', allowed: 'simplejwt' },
          { key: 'apiBaseUrl', found: 'nothing', allowed: 'a text' },
        ],
        texts,
      },
    })

    const issues = wrapper.findAll('li').map((issue) => issue.text())
    expect(issues).toHaveLength(2)
    for (const words of ['auth.profile', '"simple-jwt"', 'simplejwt']) {
      expect(issues[0]).toContain(words)
    }
    expect(issues[1]).toContain('apiBaseUrl')
  })

  it('says which file to edit, and that nothing has to be built', () => {
    const wrapper = mount(ConfigurationView, { props: { issues: [], texts } })

    expect(wrapper.text()).toContain('config.json')
    expect(wrapper.text()).toContain('No rebuild is needed.')
  })
})
