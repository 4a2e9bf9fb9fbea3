import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isInstalled } from '../../.ci/is-installed.mjs'

const vue = { version: '3.5.0', integrity: 'sha512-vue' }
const windowsOnly = { version: '1.0.0', integrity: 'sha512-win', optional: true, os: ['win32'] }
const lock = {
  '': { name: 'app' },
  'node_modules/vue': vue,
  'node_modules/binding-win32': windowsOnly,
}

describe('isInstalled', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-install-'))
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('holds when everything is there but what is for other systems', () => {
    write({ lock, installed: { 'node_modules/vue': vue } })

    expect(isInstalled(folder)).toBe(true)
  })

  it.each([
    ['nothing is', null],
    ['a package is missing', {}],
    ['a package has another version', { 'node_modules/vue': { ...vue, version: '3.4.0' } }],
    ['a package has other bytes', { 'node_modules/vue': { ...vue, integrity: 'sha512-x' } }],
    ['a package is there that is not wanted', { 'node_modules/vue': vue, 'node_modules/b': vue }],
    ['the note of npm is broken', '{'],
  ])('does not when %s', (_, installed) => {
    write({ lock, installed })

    expect(isInstalled(folder)).toBe(false)
  })

  function write({ lock, installed }: { lock: object; installed: object | string | null }) {
    mkdirSync(join(folder, 'node_modules'))
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: lock }))
    if (installed === null) return
    const text = typeof installed === 'string' ? installed : JSON.stringify({ packages: installed })
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), text)
  }
})
