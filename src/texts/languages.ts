import { mirror } from './mirror'
import type { DiagnosisTexts, Texts } from './texts'

/** A language that the app has. */
export interface LanguageRow {
  /** Its name in itself. */
  readonly name: string
  /** Whose dates and amounts it has, and what the API is asked for (BCP 47). */
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  readonly load: () => Promise<Texts>
  /** Loaded with the places that few people open. */
  readonly loadDiagnosis: () => Promise<DiagnosisTexts>
  /** Offered only where `config.json` names it. */
  readonly isPseudo?: boolean
}

/** The languages by their tags (BCP 47). Each is loaded when it is chosen. */
export const languages = {
  en: {
    name: 'English',
    locale: 'en-GB',
    dir: 'ltr',
    load: async () => (await import('./en')).en,
    loadDiagnosis: async () => (await import('./diagnosis/en')).diagnosisEn,
  },
  de: {
    name: 'Deutsch',
    locale: 'de',
    dir: 'ltr',
    load: async () => (await import('./de')).de,
    loadDiagnosis: async () => (await import('./diagnosis/de')).diagnosisDe,
  },
  /** English from right to left, to see what a language such as Arabic would find. */
  'ar-XB': {
    name: 'English, right to left',
    locale: 'en-GB',
    dir: 'rtl',
    load: async () => mirror<Texts>((await import('./en')).en),
    loadDiagnosis: async () => mirror<DiagnosisTexts>((await import('./diagnosis/en')).diagnosisEn),
    isPseudo: true,
  },
} as const satisfies Readonly<Record<string, LanguageRow>>

export type LanguageTag = keyof typeof languages

const isTag = (tag: string): tag is LanguageTag => Object.hasOwn(languages, tag)

export const languageTags: readonly LanguageTag[] = Object.keys(languages).filter(isTag)

/** What is offered unless `config.json` says otherwise. */
export const completeLanguages: readonly LanguageTag[] = languageTags.filter(
  (tag) => !rowOf(tag).isPseudo,
)

export function rowOf(tag: LanguageTag): LanguageRow {
  return languages[tag]
}
