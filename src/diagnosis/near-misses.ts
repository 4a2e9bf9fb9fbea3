import { closestMatch } from 'leven'
import type { ConfigurationIssue } from '@/auth'

/**
 * What somebody may have meant who wrote a wrong key or a wrong one of several values: the nearest of what is
 * allowed at that place, else the place where a key of that name belongs.
 *
 * @param schema - what the file may hold; handed in, so that this file can be loaded apart from the app
 * @returns the name as it should be written, or `null` when nothing is near
 */
export function nearMissOf({ key, found }: ConfigurationIssue, schema: SchemaNode): string | null {
  const path = key.split(/[.[\]]+/).filter((part) => part !== '')
  const name = path.at(-1) ?? ''
  const siblings = keysOf(nodesAt(schema, path.slice(0, -1)))
  if (siblings.length > 0 && !siblings.includes(name)) {
    return nearest(name, siblings) ?? placeOf(name, schema)
  }
  return nearest(unquoted(found), nodesAt(schema, path).flatMap(valuesOf))
}

/** What of a Valibot schema is looked at. */
export interface SchemaNode {
  readonly type: string
  readonly entries?: Readonly<Record<string, SchemaNode>>
  readonly wrapped?: SchemaNode
  readonly item?: SchemaNode
  readonly options?: readonly (SchemaNode | string)[]
}

/** What may stand at a path: several where a union allows them, none where nothing may. */
function nodesAt(root: SchemaNode, path: readonly string[]): readonly SchemaNode[] {
  return path.reduce<readonly SchemaNode[]>(
    (nodes, key) => nodes.flatMap((node) => node.entries?.[key] ?? node.item ?? []).flatMap(unwrap),
    [root],
  )
}

/** A schema without the layers that only say that it may be missing, or one of several. */
function unwrap(node: SchemaNode): readonly SchemaNode[] {
  const inner = node.wrapped ? [node.wrapped] : (node.options ?? [])
  const schemas = inner.filter((option) => typeof option !== 'string')
  return schemas.length > 0 ? schemas.flatMap(unwrap) : [node]
}

const keysOf = (nodes: readonly SchemaNode[]) =>
  nodes.flatMap(({ entries }) => Object.keys(entries ?? {}))

const valuesOf = ({ options = [] }: SchemaNode) =>
  options.filter((option) => typeof option === 'string')

/** Two letters of five may be wrong; capitals do not count. */
function nearest(word: string, names: readonly string[]): string | null {
  const lowerCase = names.map((name) => name.toLowerCase())
  const maxDistance = Math.max(1, Math.round(word.length * 0.4))
  const match = closestMatch(word.toLowerCase(), lowerCase, { maxDistance })
  return match === undefined ? null : (names[lowerCase.indexOf(match)] ?? null)
}

/** The only place of the file where a key of that name is allowed. */
function placeOf(name: string, root: SchemaNode): string | null {
  const places = placesOf(name, root, '')
  return places.length === 1 ? (places[0] ?? null) : null
}

function placesOf(name: string, node: SchemaNode, at: string): readonly string[] {
  return Object.entries(node.entries ?? {}).flatMap(([key, entry]) => [
    ...(key === name ? [at + key] : []),
    ...unwrap(entry).flatMap((inner) => placesOf(name, inner, `${at}${key}.`)),
  ])
}

const unquoted = (text: string) => text.replace(/^"(.*)"$/, '$1')
