import { describe, expect, it } from 'vitest'
import { calm } from '@/mocks/conditions'
import { acts } from '@/mocks/panel/acts'
import { choicesFor, chosenOption, signsOf } from '@/mocks/panel/choices'

const choices = choicesFor({ canRotate: true })
const options = choices.flatMap((choice) => choice.options.map((option) => ({ choice, option })))

describe('the choices of the panel', () => {
  it('begin with what is calm', () => {
    for (const { options: all } of choices) expect(calm).toMatchObject(all[0]?.changes ?? {})
  })

  it.each(options)('know $option.label of "$choice.title" again', ({ choice, option }) => {
    const conditions = { ...calm, ...option.changes }

    expect(chosenOption(choice, conditions)).toBe(option)
    expect(signsOf(choices, conditions)).toEqual(option.sign === null ? [] : [option.sign])
  })

  it('say in a line or two what one sees, as the acts do', () => {
    const effects = [
      ...options.map(({ option }) => option.effect),
      ...acts.map((act) => act.effect),
    ]
    const said = effects.filter((effect) => effect !== null)

    expect(said.length).toBe(effects.length - choices.length)
    expect(said.filter((effect) => !/^.{20,100}\.$/.test(effect))).toEqual([])
  })

  it('know no option for conditions that nobody can choose', () => {
    const [, latency] = choices

    expect(latency && chosenOption(latency, { ...calm, latencyMs: 17 })).toBeUndefined()
  })
})
