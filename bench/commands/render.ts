import { readFileSync } from 'node:fs'
import { writeResult } from '../report/results'
import type { Measured, Results } from '../report/results'

/** Writes the tables anew from what was measured last. */
export async function run(): Promise<void> {
  await writeResult('scoreboard', resultOf('scoreboard'))
  await writeResult('storm', resultOf('storm'))
  await writeResult('cost', resultOf('cost'))
}

const resultOf = <Name extends keyof Results>(name: Name) =>
  JSON.parse(readFileSync(new URL(`../results/${name}.json`, import.meta.url), 'utf8')) as Measured<
    Results[Name]
  >
