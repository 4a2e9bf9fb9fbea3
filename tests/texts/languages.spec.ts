import { describe, expect, expectTypeOf, it } from 'vitest'
import { completeLanguages, languageTags, rowOf } from '@/texts/languages'
import type { DiagnosisTexts, Texts } from '@/texts/texts'

/** Every text by its path. Functions are told numbers that can be found again. */
function textsIn(value: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof value === 'function') return [[path, Reflect.apply(value, undefined, [71, 72, 73])]]
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, `${path}.${name}`))
}

const pathsIn = (texts: unknown) => textsIn(texts).map(([path]) => path)
const english = rowOf('en')

describe.each(languageTags)('%s', (tag) => {
  const row = rowOf(tag)

  it('has a text wherever English has one, and nowhere else', async () => {
    expect(pathsIn(await row.load())).toEqual(pathsIn(await english.load()))
    expect(pathsIn(await row.loadDiagnosis())).toEqual(pathsIn(await english.loadDiagnosis()))
  })

  it('leaves no text empty', async () => {
    const texts = [...textsIn(await row.load()), ...textsIn(await row.loadDiagnosis())]

    expect(texts.filter(([, text]) => typeof text !== 'string' || text.trim() === '')).toEqual([])
  })

  it('tells everything that its functions are told', async () => {
    const told = async (texts: Promise<unknown>) =>
      textsIn(await texts).map(([path, text]) => [path, String(text).match(/7\d/g)?.sort()])

    expect(await told(row.load())).toEqual(await told(english.load()))
  })

  it('is known to Intl', () => {
    expect(Intl.DateTimeFormat.supportedLocalesOf([row.locale])).toEqual([row.locale])
  })
})

it('offers what is complete, and no pseudo-locale', () => {
  expect(completeLanguages).toEqual(expect.arrayContaining(['en', 'de']))
  expect(completeLanguages.filter((tag) => rowOf(tag).isPseudo)).toEqual([])
})

it('says amounts by the rules of the language', async () => {
  const { list } = await rowOf('de').load()

  expect([0, 1, 2].map(list.count)).toEqual(['0 Einträge', '1 Eintrag', '2 Einträge'])
})

it('does not compile with a text too few', () => {
  expectTypeOf<Texts>().toExtend<Texts>()
  expectTypeOf<Omit<Texts, 'home'>>().not.toExtend<Texts>()
  expectTypeOf<Omit<Texts, 'home'> & { home: { none: string } }>().not.toExtend<Texts>()
  expectTypeOf<Omit<DiagnosisTexts, 'trials'>>().not.toExtend<DiagnosisTexts>()
})
