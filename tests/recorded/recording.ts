import { readFileSync } from 'node:fs'
import * as v from 'valibot'

/** Several of one name become one text. */
const headers = v.pipe(
  v.record(v.string(), v.union([v.string(), v.array(v.string())])),
  v.transform((recorded) =>
    Object.fromEntries(
      Object.entries(recorded).map(([name, value]) => [name, [value].flat().join(', ')]),
    ),
  ),
)

const exchange = v.object({
  case: v.string(),
  request: v.object({
    method: v.string(),
    path: v.string(),
    headers,
    body: v.nullable(v.string()),
  }),
  response: v.object({ status: v.number(), headers, body: v.string() }),
  decoded_claims: v.nullish(v.record(v.string(), v.record(v.string(), v.unknown()))),
})

const recording = v.object({ backend: v.string(), title: v.string(), exchanges: v.array(exchange) })

/** What was said between curl and one real server, in order. */
export type Recording = v.InferOutput<typeof recording>

/** One request and its answer. `decoded_claims` are those of the tokens in the answer, by their key. */
export type Exchange = v.InferOutput<typeof exchange>

/** Reads a recording from this folder. */
export function readRecording(name: string): Recording {
  const text = readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')
  return v.parse(recording, JSON.parse(text))
}
