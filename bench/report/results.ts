import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format } from 'prettier'
import type { Conditions } from './conditions'
import { withBlock } from './readme-block'
import { renderCost } from './render-cost'
import type { CostResult } from './render-cost'
import { renderScoreboard } from './render-scoreboard'
import type { ScoreboardResult } from './render-scoreboard'
import { renderStorm } from './render-storm'
import type { StormResult } from './render-storm'

/** What each command measures. */
export interface Results {
  readonly scoreboard: ScoreboardResult
  readonly storm: StormResult
  readonly cost: CostResult
}

/** A result with the conditions it was got under. */
export type Measured<Result> = Result & { readonly conditions: Conditions }

const renderers: { readonly [Name in keyof Results]: (result: Measured<Results[Name]>) => string } =
  { scoreboard: renderScoreboard, storm: renderStorm, cost: renderCost }

const titles = { scoreboard: 'Scoreboard', storm: 'Storm', cost: 'Cost per request' }

const prettierOptions = { semi: false, singleQuote: true, printWidth: 100 }
const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** The text that stands in the README, and under a title in `bench/results/`. */
export function renderResult<Name extends keyof Results>(
  name: Name,
  result: Measured<Results[Name]>,
): Promise<string> {
  return format(renderers[name](result), { ...prettierOptions, parser: 'markdown' })
}

/** Writes a result as JSON and as Markdown, and into the README. */
export async function writeResult<Name extends keyof Results>(
  name: Name,
  result: Measured<Results[Name]>,
): Promise<void> {
  const text = await renderResult(name, result)
  const json = await format(JSON.stringify(result), { ...prettierOptions, parser: 'json' })
  writeFileSync(inRepository(`bench/results/${name}.json`), json)
  writeFileSync(inRepository(`bench/results/${name}.md`), `# ${titles[name]}\n\n${text}`)
  const readme = inRepository('README.md')
  writeFileSync(readme, withBlock(readFileSync(readme, 'utf8'), name, text))
}
