import { boundedJson } from '@/auth'
import type { Texts } from '@/texts/texts'
import type { Times } from '@/texts/times'

/** An entry of a list as its row shows it. All of it is text. */
export interface EntryText {
  readonly title: string
  /** A longer text, shown under the title. */
  readonly body: string | null
  readonly facts: readonly EntryFact[]
}

/** A simple field of an entry, in words. */
export interface EntryFact {
  readonly name: string
  readonly value: string
}

const titleKeys = ['title', 'name', 'full_name', 'username', 'email', 'label', 'subject']

const bodyKeys = ['body', 'text', 'content', 'description', 'summary', 'excerpt']

/** Longer texts are no facts; only the first of them is shown. */
const longestFact = 60
const longestBody = 280

/** The words in which values are told. */
export interface EntryWords {
  readonly texts: Pick<Texts['list'], 'yes' | 'no'>
  readonly times: Pick<Times, 'isoDate'>
}

/** Finds a title and what else is worth a line in an entry about which nothing is known. */
export function describeEntry(value: unknown, words: EntryWords): EntryText {
  const entry = boundedJson(value)
  if (!isRecord(entry)) {
    return { title: cut(simpleText(entry, words) ?? asJson(entry)), body: null, facts: [] }
  }
  const fields = Object.entries(entry).flatMap(([key, value]) => {
    const text = simpleText(value, words) ?? nameOf(value, words)
    return text === null || text === '' ? [] : [{ key, text }]
  })
  const title = titleOf(entry, fields)
  const rest = fields.filter(({ key }) => key !== title?.key)
  const body = rest.find(isBody)
  return {
    title: title?.text ?? asJson(entry),
    body: body ? cut(body.text) : null,
    facts: rest
      .filter((field) => field !== body && !isBody(field))
      .map(({ key, text }) => ({ name: cut(key.replaceAll('_', ' ')), value: text })),
  }
}

interface Field {
  readonly key: string
  readonly text: string
}

const isBody = ({ key, text }: Field) => bodyKeys.includes(key) || text.length > longestFact

function titleOf(
  entry: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
): Field | undefined {
  for (const wanted of titleKeys) {
    const field = fields.find(({ key }) => key === wanted)
    if (field) return { key: field.key, text: cut(field.text) }
  }
  const firstText = fields.find(({ key }) => typeof entry[key] === 'string') ?? fields[0]
  return firstText && { key: firstText.key, text: cut(firstText.text) }
}

/** What a related object is called. */
function nameOf(value: unknown, words: EntryWords): string | null {
  if (!isRecord(value)) return null
  const key = titleKeys.find((name) => typeof value[name] === 'string')
  return key === undefined ? null : simpleText(value[key], words)
}

function simpleText(value: unknown, { texts, times }: EntryWords): string | null {
  if (typeof value === 'string') return times.isoDate(value) ?? value
  if (typeof value === 'boolean') return value ? texts.yes : texts.no
  return typeof value === 'number' ? String(value) : null
}

const asJson = (value: unknown) => cut(JSON.stringify(value))
const cut = (text: string) => (text.length > longestBody ? `${text.slice(0, longestBody)}…` : text)

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
