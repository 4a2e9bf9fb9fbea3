import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Readonly<Record<string, string>>
}

it.each(Object.entries(scripts))(
  'npm run %s needs no shell: one program, the same on Windows',
  (_, script) => {
    expect(script).toMatch(/^(?!\w+=)[\w ./,:-]+$/)
  },
)
