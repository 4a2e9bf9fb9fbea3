import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isInRange, isSupported, supportedInWords } from '../../.ci/node-version.mjs'

interface LockedPackage {
  readonly engines?: { readonly node?: string }
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>
}

/** What the packages that package.json names ask of Node. */
const asked = Object.keys({ ...packages['']?.dependencies, ...packages['']?.devDependencies })
  .map((name) => packages[`node_modules/${name}`]?.engines?.node)
  .filter((range) => range !== undefined)

describe('the Node that is asked for', () => {
  it.each(['20.19.0', '22.13.0', '24.0.0', '26.1.0'])('%s does for every package', (version) => {
    expect(isSupported(version)).toBe(true)
    expect(asked.filter((range) => !isInRange(version, range))).toEqual([])
  })

  it.each(['18.20.8', '20.18.3', '21.7.3', '22.12.0', '23.11.0'])(
    '%s does not, and is refused',
    (version) => {
      expect(isSupported(version)).toBe(false)
      expect(asked.filter((range) => !isInRange(version, range))).not.toEqual([])
    },
  )

  it('is said in the same words everywhere', () => {
    expect(readFileSync('README.md', 'utf8')).toContain(`Node ${supportedInWords()}.`)
    expect(readFileSync('.ci/run', 'utf8')).toContain(`Node ${supportedInWords()} is needed`)
  })
})
