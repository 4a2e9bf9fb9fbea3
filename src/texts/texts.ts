import type { diagnosisEn } from './diagnosis/en'
import type { en } from './en'

/** The shape of the English texts: a text for each text, a function of the same arguments for each function. */
type Shape<Value> = Value extends string
  ? string
  : Value extends (...parts: infer Parts) => string
    ? (...parts: Parts) => string
    : { readonly [Key in keyof Value]: Shape<Value[Key]> }

/** All texts of the app in one language. One that lacks a text, or has one too many, does not compile. */
export type Texts = Shape<typeof en>

/** The texts of the report on the connection, and of the page on a wrong `config.json`. */
export type DiagnosisTexts = Shape<typeof diagnosisEn>
