import { describe, expect, it } from 'vitest'
import { contentOf, failedCall } from '@/auth/core/failed-call'

const request = { method: 'POST', url: 'https://ada:hush@api.example/v1/token/?key=hush#top' }

describe('failedCall', () => {
  it('names the address without anything that could be secret', () => {
    expect(failedCall(request, null)).toEqual({
      method: 'POST',
      url: 'https://api.example/v1/token/',
      status: null,
      content: null,
    })
  })

  it('says what came back, and holds nothing of it', () => {
    const call = failedCall(request, { status: 500, body: '<h1>hush</h1>' })

    expect(call).toMatchObject({ status: 500, content: 'html' })
    expect(JSON.stringify(call)).not.toContain('hush')
  })
})

describe('contentOf', () => {
  it.each([
    ['', null],
    [' \n', null],
    ['\n<!doctype html>', 'html'],
    [' {"detail":"x"}', 'json'],
    ['[]', 'json'],
    ['Bad gateway', 'other'],
  ] as const)('tells by the first character: %j', (body, content) => {
    expect(contentOf(body)).toBe(content)
  })
})
