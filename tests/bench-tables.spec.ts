import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { blockOf, withBlock } from '../bench/report/readme-block'
import { renderResult } from '../bench/report/results'
import type { Measured, Results } from '../bench/report/results'

const readme = readFileSync('README.md', 'utf8')

const resultOf = <Name extends keyof Results>(name: Name) =>
  JSON.parse(readFileSync(`bench/results/${name}.json`, 'utf8')) as Measured<Results[Name]>

describe.each(['scoreboard', 'storm', 'cost'] as const)('the %s of the bench', (name) => {
  it(`stands in the README as it was measured; else: npm run bench:${name}`, async () => {
    const text = await renderResult(name, resultOf(name))

    expect(blockOf(readme, name)).toBe(text.trim())
  })

  it('is the same in bench/results', async () => {
    const text = await renderResult(name, resultOf(name))

    expect(readFileSync(`bench/results/${name}.md`, 'utf8').endsWith(`\n\n${text}`)).toBe(true)
  })

  it('measured the versions that are pinned', () => {
    const { dependencies } = readJson('bench/package.json')
    const root = readJson('package.json')

    expect(resultOf(name).conditions.versions).toEqual({ latchkey: root.version, ...dependencies })
    expect(dependencies['axios']).toBe(root.dependencies['axios'])
  })
})

describe('withBlock', () => {
  it('leaves the text around the block as it is', () => {
    const text = withBlock('a <!-- x:begin -->old<!-- x:end --> b', 'x', 'new')

    expect(text).toBe('a <!-- x:begin -->\n\nnew\n\n<!-- x:end --> b')
    expect(blockOf(text, 'x')).toBe('new')
    expect(() => withBlock('no markers', 'x', 'new')).toThrow('x:begin')
  })
})

interface PackageFile {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as PackageFile
