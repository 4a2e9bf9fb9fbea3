import { describe, expect, it } from 'vitest'
import { flawOfAddress } from '@/auth/backends/address-flaw'
import { configWith, diffLines, listsIn } from '@/cli/doctor/config-file'

const options = { baseUrl: 'http://127.0.0.1:8000', origin: 'http://127.0.0.1:5173' }

describe('configWith', () => {
  it('writes a new file in the order in which people read it', () => {
    const text = configWith(null, options, { profile: 'djoser' })

    expect(Object.keys(JSON.parse(text))).toEqual(['$schema', 'apiBaseUrl', 'auth', 'lists'])
  })

  it('keeps the other keys of a file', () => {
    const before =
      '{"lists":[{"url":"/posts/"}],"apiBaseUrl":"http://old","auth":{},"title":"Mine"}'

    const after = JSON.parse(configWith(before, options, { profile: 'djoser' }))

    expect(Object.keys(after)).toEqual(['apiBaseUrl', 'auth', 'lists', 'title'])
    expect(after).toMatchObject({ apiBaseUrl: options.baseUrl, auth: { profile: 'djoser' } })
  })

  it('writes a path where app and API are one origin', () => {
    const baseUrl = `${options.origin}/api`

    const text = configWith(null, { ...options, baseUrl }, { profile: 'djoser' })

    expect(JSON.parse(text)).toMatchObject({ apiBaseUrl: '/api' })
  })
})

describe('what configWith writes', () => {
  it.each(['', '/', '/api', '//api/v1'])('is a base that the app takes: %j', (path) => {
    const baseUrl = `${options.origin}${path}`

    const { apiBaseUrl } = JSON.parse(
      configWith(null, { ...options, baseUrl }, { profile: 'knox' }),
    )

    expect(flawOfAddress(apiBaseUrl, 'base')).toBeNull()
    expect(new URL(apiBaseUrl, options.origin).href).toBe(new URL(baseUrl).href)
  })
})

describe('diffLines', () => {
  it('shows what goes before what comes in its place', () => {
    expect(diffLines('{\n a\n b\n}', '{\n a\n c\n d\n}')).toEqual([
      '  {',
      '   a',
      '-  b',
      '+  c',
      '+  d',
      '  }',
    ])
  })

  it('is empty where nothing changes', () => {
    expect(diffLines('{}', '{}')).toEqual([])
  })
})

describe('listsIn', () => {
  it('reads the addresses of lists, and nothing from what is none', () => {
    expect(listsIn('{"lists":[{"url":"/posts/"},{"url":1},null]}')).toEqual(['/posts/'])
    expect(listsIn('{"lists":{}}')).toEqual([])
    expect(listsIn(null)).toEqual([])
  })
})
