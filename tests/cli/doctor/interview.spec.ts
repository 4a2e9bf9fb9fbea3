import { describe, expect, it } from 'vitest'
import type { Answer } from '@/cli/doctor/exchange'
import { Interview } from '@/cli/doctor/interview'
import type { Send } from '@/cli/doctor/send-over-http'
import { Redactor } from '@/cli/doctor/redactor'
import { AuthUnavailableError } from '@/auth/core/errors'

const question = { method: 'GET', url: 'http://a/', headers: {}, body: null }
const limits = { requests: 3, stepMs: 1_000, totalMs: 1_000 }

function answering(...statuses: number[]) {
  const asked: string[] = []
  const send: Send = async ({ url }): Promise<Answer> => {
    asked.push(url)
    const status = statuses[asked.length - 1] ?? 200
    return { kind: 'answer', status, headers: {}, cookies: [], body: 'x' }
  }
  return { send, asked }
}

describe('Interview', () => {
  it('asks nothing more after a 429', async () => {
    const { send, asked } = answering(429)
    const interview = new Interview(send, limits, new Redactor())

    await interview.ask(question)
    const { outcome } = await interview.ask(question)

    expect(outcome).toMatchObject({ kind: 'failure', reason: 'not-sent' })
    expect(asked).toHaveLength(1)
  })

  it('asks no more questions than was said', async () => {
    const { send, asked } = answering()
    const interview = new Interview(send, limits, new Redactor())

    for (let n = 0; n < 5; n += 1) await interview.ask(question)

    expect(asked).toHaveLength(3)
  })

  it('asks nothing when its time is up', async () => {
    const { send, asked } = answering()
    const interview = new Interview(send, { ...limits, totalMs: 1 }, new Redactor())

    await new Promise((resolve) => setTimeout(resolve, 20))
    await interview.ask(question)

    expect(asked).toEqual([])
  })

  it('shows the code of the app what a browser would: a redirect as 0, no answer as an error', async () => {
    const { transport } = new Interview(
      answering(301).send,
      { ...limits, requests: 1 },
      new Redactor(),
    )
    const request = { ...question, keepalive: false }

    expect(await transport(request)).toMatchObject({ status: 0, body: '' })
    await expect(transport(request)).rejects.toThrow(AuthUnavailableError)
  })
})
