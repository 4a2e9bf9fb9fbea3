import { expect, it } from 'vitest'
import { mirror } from '@/texts/mirror'

it('turns every text round, also those that functions give', () => {
  const texts = mirror({
    title: 'Log in',
    list: { count: (amount: number) => `${amount} entries` },
  })

  expect(texts.title).toBe('\u202eLog in\u202c')
  expect(texts.list.count(2)).toBe('\u202e2 entries\u202c')
})
