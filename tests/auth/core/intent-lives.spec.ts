import { describe, expect, it } from 'vitest'
import { IntentLives } from '@/auth/core/intent-lives'
import { emptyLedger } from '@/auth/core/ledger'
import { FakeClock } from '../../support/fake-clock'

function announced() {
  const clock = new FakeClock()
  const deadlineMs = clock.now() + 12_000
  const intent = { id: 'i', tab: 't', sid: 's', versionId: 'v', deadlineMs, isExclusive: false }
  const lives = new IntentLives(clock)
  lives.note({ ...emptyLedger, intents: [intent] })
  return { clock, intent, lives }
}

describe('a refresh that another tab has announced (G1, G9)', () => {
  it('is waited for until its deadline', async () => {
    const { clock, intent, lives } = announced()

    await clock.advance(11_999)
    expect(lives.isOver(intent)).toBe(false)
    await clock.advance(1)

    expect(lives.isOver(intent)).toBe(true)
  })

  it('is waited for as long when somebody sets the clock ahead', async () => {
    const { clock, intent, lives } = announced()

    clock.set(30_000)
    expect(lives.isOver(intent)).toBe(false)
    await clock.advance(12_000)

    expect(lives.isOver(intent)).toBe(true)
  })

  it('is waited for no longer when somebody has set the clock back before anybody here knew of it', async () => {
    const { clock, intent, lives } = announced()
    lives.note(emptyLedger)
    clock.set(-86_400_000)
    lives.note({ ...emptyLedger, intents: [intent] })

    await clock.advance(12_000)

    expect(lives.isOver({ ...intent, deadlineMs: clock.now() })).toBe(true)
  })

  it('is over where it was so before anybody here knew of it, or was gone since', () => {
    const { clock, intent, lives } = announced()
    lives.note(emptyLedger)
    clock.set(30_000)

    lives.note({ ...emptyLedger, intents: [intent] })

    expect(lives.isOver(intent)).toBe(true)
  })
})
