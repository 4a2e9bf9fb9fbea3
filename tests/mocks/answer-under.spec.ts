import { describe, expect, it, vi } from 'vitest'
import { answerUnder } from '@/mocks/answer-under'
import { calm } from '@/mocks/conditions'
import { json } from '@/mocks/mock-http'

async function answer(conditions: Partial<typeof calm>) {
  const order: string[] = []
  const response = await answerUnder(
    { ...calm, ...conditions },
    async () => {
      order.push('asked')
      return json({})
    },
    async (ms) => {
      order.push(`waited ${ms}`)
    },
  )
  return { response, order }
}

describe('answerUnder', () => {
  it('asks the backend at once when nothing is wrong', async () => {
    expect(await answer({})).toEqual({ response: json({}), order: ['asked'] })
  })

  it('lets the backend be asked later', async () => {
    expect((await answer({ latencyMs: 3000 })).order).toEqual(['waited 3000', 'asked'])
  })

  it.each([
    ['unavailable', 503],
    ['page', 401],
  ] as const)('answers %s with a page of HTML and asks nobody', async (answers, status) => {
    const { response, order } = await answer({ answers })

    expect(response).toMatchObject({ status, headers: { 'Content-Type': 'text/html' } })
    expect(response?.body).toContain('<h1>')
    expect(order).toEqual([])
  })

  it('has no answer when the network is gone, and that takes its time as well', async () => {
    expect(await answer({ answers: 'none', latencyMs: 1000 })).toEqual({
      response: null,
      order: ['waited 1000'],
    })
  })

  it('fails as the backend does', async () => {
    const ask = vi.fn().mockRejectedValue(new Error('no storage'))

    await expect(answerUnder(calm, ask, () => Promise.resolve())).rejects.toThrow('no storage')
  })
})
