import type { AuthSettings } from '@/auth/backends/auth-settings'
import { parseJsonObject, textAt } from '@/auth/backends/json-body'

/**
 * A `config.json` with what was found; its other keys stay.
 *
 * @param before - the text of the file; `null` where there is none
 */
export function configWith(
  before: string | null,
  { baseUrl, origin }: { readonly baseUrl: string; readonly origin: string },
  settings: AuthSettings,
): string {
  const existing = parseJsonObject(before ?? '') ?? { $schema: './config.schema.json', lists: [] }
  const { $schema, ...rest } = existing
  const base = new URL(baseUrl)
  // Two slashes at the start would name a host.
  const isOwnPath = base.origin === origin && !base.pathname.startsWith('//')
  const apiBaseUrl = isOwnPath ? base.pathname : baseUrl
  const found = { apiBaseUrl, auth: settings }
  // Twice: the first says where they stand, the second what they are.
  const config = { ...($schema !== undefined && { $schema }), ...found, ...rest, ...found }
  return `${JSON.stringify(config, null, 2)}\n`
}

/** The addresses of lists that a `config.json` has. */
export function listsIn(text: string | null): readonly string[] {
  const lists = parseJsonObject(text ?? '')?.['lists']
  return Array.isArray(lists) ? lists.flatMap((list) => textAt(list, ['url']) ?? []) : []
}

/** The lines of a text that go and come, and those around them; nothing where nothing changes. */
export function diffLines(before: string, after: string): readonly string[] {
  if (before === after) return []
  const [old, fresh] = [linesOf(before), linesOf(after)]
  const diff: string[] = []
  let come: string[] = []
  let from = 0
  const change = (upTo: number) => {
    diff.push(...old.slice(from, upTo).map((gone) => `- ${gone}`), ...come)
    come = []
    from = upTo + 1
  }
  for (const line of fresh) {
    const at = old.indexOf(line, from)
    if (at === -1) come.push(`+ ${line}`)
    else {
      change(at)
      diff.push(`  ${line}`)
    }
  }
  change(old.length)
  return diff
}

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '')
