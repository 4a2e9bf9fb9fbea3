import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Browser } from 'playwright-core'

/** Where, when and with what a result was got. */
export interface Conditions {
  readonly date: string
  readonly cpu: string
  readonly cores: number
  readonly node: string
  readonly chromium: string
  readonly versions: Readonly<Record<string, string>>
}

export function readConditions(browser: Browser): Conditions {
  const processors = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    node: process.versions.node,
    chromium: browser.version(),
    versions: {
      latchkey: packageAt('../../package.json').version,
      ...packageAt('../package.json').dependencies,
    },
  }
}

/** One sentence for under a table. */
export function describeConditions(conditions: Conditions): string {
  const { date, cpu, cores, node, chromium, versions } = conditions
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `Measured on ${date}: ${packages.join(', ')}; Chromium ${chromium}, Node ${node}, ${cores} cores of ${cpu}.`
}

interface Package {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
}

const packageAt = (path: string) =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Package
