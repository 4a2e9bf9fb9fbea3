import type { LiveTest } from './live-test.ts'
import type { Variant } from './servers/variants.mjs'
import type { Figures } from './table/seeds-table.mjs'

/** Hands what a test has measured to `table/seeds-table-reporter.mjs`. */
export function reportFigures(test: LiveTest, { name }: Variant, figures: Partial<Figures>) {
  const description = JSON.stringify({ name, ...figures })
  test.info().annotations.push({ type: 'figures', description })
}
