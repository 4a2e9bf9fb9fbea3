import type { LiveTest } from './live-test.ts'
import type { Backend } from './servers/backend.mjs'
import type { Figures } from './table/backends-table.mjs'

/** Hands what a test has measured to `table/backends-table-reporter.mjs`. */
export function reportFigures(test: LiveTest, { name }: Backend, figures: Partial<Figures>) {
  const description = JSON.stringify({ name, ...figures })
  test.info().annotations.push({ type: 'figures', description })
}
