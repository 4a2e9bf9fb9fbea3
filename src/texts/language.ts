import { computed, readonly, shallowReadonly, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { chooseLanguage } from './choose-language'
import { completeLanguages, rowOf } from './languages'
import type { LanguageTag } from './languages'
import { mirror } from './mirror'
import type { Texts } from './texts'
import { createTimes } from './times'
import type { Times } from './times'

/** The language that the app speaks. */
export interface Language {
  readonly tag: Readonly<Ref<LanguageTag>>
  readonly texts: Readonly<Ref<Texts>>
  readonly times: Readonly<Ref<Times>>
  /** What may be chosen. */
  readonly offered: readonly LanguageTag[]
  /** Speaks another language at once, and from now on in this browser. Rejects when it cannot be loaded. */
  readonly choose: (tag: LanguageTag) => Promise<void>
}

/** What of the page it uses. */
export interface LanguagePage {
  readonly navigator: Pick<Navigator, 'languages'>
  readonly document: Pick<Document, 'documentElement'>
  /** Reading this may throw where storage is forbidden. */
  readonly localStorage: Pick<Storage, 'getItem' | 'setItem'>
}

/**
 * Loads the language of the person: what was chosen in this browser, else what the browser asks for. Begun before
 * `offered` is known, so that nothing waits for one after the other.
 *
 * @param offered - what `config.json` names; resolves to nothing for all that are complete
 */
export async function loadLanguage(
  page: LanguagePage,
  offered: Promise<readonly LanguageTag[] | undefined>,
): Promise<Language> {
  const wishes = { chosen: readChoice(page), wanted: page.navigator.languages }
  const guess = chooseLanguage({ ...wishes, offered: completeLanguages })
  const [guessed, named = completeLanguages] = await Promise.all([rowOf(guess).load(), offered])
  const tag = chooseLanguage({ ...wishes, offered: named })
  const texts = tag === guess ? guessed : await rowOf(tag).load()
  return createLanguage(page, { tag, texts, offered: named })
}

/** What a {@link Language} begins with. */
export interface FirstLanguage {
  readonly tag: LanguageTag
  readonly texts: Texts
  readonly offered: readonly LanguageTag[]
}

/** The language of a page: says it to the page, and keeps what is chosen. */
export function createLanguage(page: LanguagePage, first: FirstLanguage): Language {
  const spoken = shallowRef(first)
  let latest = first.tag
  tellPage(page, first.tag)

  async function choose(tag: LanguageTag) {
    latest = tag
    const texts = await rowOf(tag).load()
    if (tag !== latest) return
    spoken.value = { ...spoken.value, tag, texts }
    tellPage(page, tag)
    keepChoice(page, tag)
  }

  return {
    tag: readonly(computed(() => spoken.value.tag)),
    texts: shallowReadonly(computed(() => spoken.value.texts)),
    times: shallowReadonly(computed(() => timesOf(spoken.value.tag))),
    offered: first.offered,
    choose,
  }
}

function timesOf(tag: LanguageTag): Times {
  const { locale, isPseudo } = rowOf(tag)
  const times = createTimes(locale)
  return isPseudo ? mirror(times) : times
}

function tellPage({ document: { documentElement } }: LanguagePage, tag: LanguageTag) {
  documentElement.lang = tag
  documentElement.dir = rowOf(tag).dir
}

const storageKey = 'latchkey/language'

function readChoice(page: LanguagePage): string | null {
  try {
    return page.localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

/** Where storage is forbidden the choice lasts as long as the page. */
function keepChoice(page: LanguagePage, tag: LanguageTag) {
  try {
    page.localStorage.setItem(storageKey, tag)
  } catch {
    // Nothing is lost but the next visit's language.
  }
}
