import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { backends } from '../servers/backends.mjs'
import { renderTable, withTable } from './backends-table.mjs'

/** @import { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter' */
/** @import { Figures } from './backends-table.mjs' */

const readme = fileURLToPath(new URL('../../../README.md', import.meta.url))

/**
 * Collects what the live tests have measured, and writes it into the README after a full run of
 * `npm run test:live` in which nothing has failed.
 *
 * @implements {Reporter}
 */
export default class BackendsTableReporter {
  /** @type {Map<string, Figures>} */
  #figures = new Map()

  printsToStdio() {
    return false
  }

  /**
   * @param {TestCase} _test
   * @param {TestResult} result
   */
  onTestEnd(_test, { annotations }) {
    for (const { type, description } of annotations) {
      if (type !== 'figures' || description === undefined) continue
      const { name, ...figures } = JSON.parse(description)
      this.#figures.set(name, Object.assign({}, this.#figures.get(name), figures))
    }
  }

  /** @param {FullResult} result */
  onEnd({ status }) {
    if (process.env['npm_lifecycle_event'] !== 'test:live') return
    if (status === 'passed' && this.#isFull()) {
      writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), renderTable(this.#figures)))
      console.log('The table in README.md is written anew.')
    } else {
      console.log('The table in README.md stays as it is: this was no full run without a failure.')
    }
  }

  #isFull() {
    return backends.every(({ name }) => {
      const { lifetimes, refreshes, unauthorised, trials } = this.#figures.get(name) ?? {}
      return [lifetimes, refreshes, unauthorised, trials].every(Number.isInteger)
    })
  }
}
