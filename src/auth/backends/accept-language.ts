import type { Constants } from './profile'

/**
 * Asks for answers in that language, else in English (RFC 9110, section 12.5.4). A header that needs no leave of
 * another origin: it is safelisted (Fetch, section 2.2.2).
 *
 * @param language - BCP 47
 */
export function acceptLanguage(language: string): Constants {
  const isEnglish = /^en\b/i.test(language)
  return { 'Accept-Language': isEnglish ? language : `${language}, en;q=0.5` }
}
