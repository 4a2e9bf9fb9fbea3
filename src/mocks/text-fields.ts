import { invalid } from './drf-errors'
import type { MockRequest } from './mock-http'
import { readFields } from './request-body'

/** What a field may hold; `{}` is a text that must be there. */
export interface TextFieldRule {
  readonly maxLength?: number
  /** May be missing or blank, and is then `''`. */
  readonly isOptional?: boolean
}

/**
 * Reads the text fields that `rules` name, trimmed, as a serializer of `CharField`s does: numbers
 * become texts, all wrong fields are told at once, fields without a rule are ignored.
 *
 * @throws ApiError `400` with the texts of Django REST framework
 */
export function readTextFields<Name extends string>(
  request: MockRequest,
  rules: Readonly<Record<Name, TextFieldRule>>,
): Readonly<Record<Name, string>> {
  const sent = readFields(request)
  const texts: Partial<Record<string, string>> = {}
  const errors: Record<string, readonly string[]> = {}
  for (const [name, rule] of Object.entries<TextFieldRule>(rules)) {
    const field = checkField(sent[name], rule)
    if ('error' in field) errors[name] = [field.error]
    else texts[name] = field.text
  }
  if (!hasAll(texts, rules)) throw invalid(errors)
  return texts
}

function checkField(
  value: unknown,
  { maxLength = Infinity, isOptional = false }: TextFieldRule,
): { readonly text: string } | { readonly error: string } {
  if (value === undefined && isOptional) return { text: '' }
  if (value === undefined) return { error: 'This field is required.' }
  if (value === null) return { error: 'This field may not be null.' }
  if (typeof value !== 'string' && typeof value !== 'number')
    return { error: 'Not a valid string.' }

  const text = String(value).trim()
  if (text === '' && !isOptional) return { error: 'This field may not be blank.' }
  if (text.length <= maxLength) return { text }
  return { error: `Ensure this field has no more than ${maxLength} characters.` }
}

function hasAll<Name extends string>(
  texts: Partial<Record<string, string>>,
  rules: Readonly<Record<Name, TextFieldRule>>,
): texts is Record<Name, string> {
  return Object.keys(rules).every((name) => texts[name] !== undefined)
}
