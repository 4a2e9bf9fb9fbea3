import { describe, expect, it } from 'vitest'
import { classify } from '../../recorded/classify'
import { readRecording } from '../../recorded/recording'
import { recordings } from '../../recorded/recordings'
import { resolveProfile } from '../../support/resolve-profile'

describe.each(Object.entries(recordings))('%s means', (name, { settingsFor, expected }) => {
  const { exchanges } = readRecording(name)
  const cases = exchanges.map((exchange) => ({ title: exchange.case, exchange }))

  it.each(cases)('what is expected of $title', async ({ title, exchange }) => {
    const wanted = expected[title] ?? 'nothing that is known'
    const [call = ''] = wanted.split(':')

    const meaning = await classify(exchange, resolveProfile(settingsFor(title)), call)

    expect(`${call}: ${meaning}`).toBe(wanted)
  })

  it('something in every case, and there are no others', () => {
    expect(Object.keys(expected).sort()).toEqual(cases.map(({ title }) => title).sort())
  })
})

it('counts what has gone through the adapter, and what no script sees', () => {
  const wanted = Object.values(recordings).flatMap(({ expected }) => Object.values(expected))
  const unseen = wanted.filter((words) => words.startsWith('unseen:'))
  const reasons = ['preflight', 'redirect', 'cors'].map(
    (reason) => `${unseen.filter((words) => words.endsWith(reason)).length} ${reason}`,
  )

  console.log(
    `${wanted.length - unseen.length} of ${wanted.length} recorded cases, not seen: ${reasons.join(', ')}`,
  )

  expect(wanted).toHaveLength(571)
  expect(unseen.length).toBeLessThan(30)
})
