/** A word by the forms that its language has for amounts; `other` is the form of all that are not named. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

/** An amount with its word: `1 entry`, `2 entries`. */
export function pluralOf(locale: string, forms: PluralForms): (amount: number) => string {
  const rules = new Intl.PluralRules(locale)
  const digits = new Intl.NumberFormat(locale)
  return (amount) => `${digits.format(amount)} ${forms[rules.select(amount)] ?? forms.other}`
}
