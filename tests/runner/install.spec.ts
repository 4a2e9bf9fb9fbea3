import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isInstalled } from '../../.ci/is-installed.mjs'
import type { System } from '../../.ci/is-installed.mjs'

const vue = { version: '3.5.0', integrity: 'sha512-vue' }
const windowsOnly = { version: '1.0.0', integrity: 'sha512-win', optional: true, os: ['win32'] }
const lock = {
  '': { name: 'app' },
  'node_modules/vue': vue,
  'node_modules/binding-win32': windowsOnly,
}

/** Computers, by the binary that a tool has for each. */
const computers: Readonly<Record<string, System>> = {
  'linux-x64-gnu': { platform: 'linux', arch: 'x64', libc: 'glibc' },
  'linux-x64-musl': { platform: 'linux', arch: 'x64', libc: 'musl' },
  'linux-arm64-gnu': { platform: 'linux', arch: 'arm64', libc: 'glibc' },
  'darwin-arm64': { platform: 'darwin', arch: 'arm64', libc: null },
}
const binaries: Readonly<Record<string, object>> = {
  ...Object.fromEntries(
    Object.entries(computers).map(([name, { platform, arch, libc }]) => [
      name,
      {
        version: '1.0.0',
        optional: true,
        os: [platform],
        cpu: [arch],
        ...(libc && { libc: [libc] }),
      },
    ]),
  ),
  // No binary, and its installation may fail.
  watcher: { version: '1.0.0', optional: true, os: ['darwin'] },
}

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-install-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('isInstalled', () => {
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

  it.each(Object.keys(computers))('knows the folder that came from another: %s', (name) => {
    const installed = { 'node_modules/vue': vue, [`node_modules/${name}`]: binaries[name] }
    const wanted = Object.entries(binaries).map(([key, entry]) => [`node_modules/${key}`, entry])
    write({ lock: { ...lock, ...Object.fromEntries(wanted) }, installed })

    const suited = Object.keys(computers).filter((key) => isInstalled(folder, computers[key]))

    expect(suited).toEqual([name])
  })

  function write({ lock, installed }: { lock: object; installed: object | string | null }) {
    mkdirSync(join(folder, 'node_modules'))
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: lock }))
    if (installed === null) return
    const text = typeof installed === 'string' ? installed : JSON.stringify({ packages: installed })
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), text)
  }
})

describe('.ci/install.mjs', () => {
  const manifest = {
    name: 'app',
    engines: { node: '>=20.0.0' },
    devDependencies: { tool: 'file:./tool' },
    optionalDependencies: { binary: 'file:./binary' },
  }
  const settings = {
    NODE_ENV: 'production',
    npm_config_omit: 'optional',
    npm_config_offline: 'true',
  }

  it('installs what developers need under NODE_ENV=production, once', { timeout: 60_000 }, () => {
    cpSync('.ci', join(folder, '.ci'), { recursive: true })
    writePackage('.', manifest)
    writePackage('tool', { name: 'tool', version: '1.0.0' })
    writePackage('binary', { name: 'binary', version: '1.0.0' })
    writeJson('package-lock.json', {
      lockfileVersion: 3,
      packages: {
        '': manifest,
        tool: { version: '1.0.0', dev: true },
        binary: { version: '1.0.0', optional: true },
        'node_modules/tool': { resolved: 'tool', link: true, dev: true },
        'node_modules/binary': { resolved: 'binary', link: true, optional: true },
      },
    })

    expect(install()).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('once') as string,
    })
    expect(existsSync(join(folder, 'node_modules/tool/package.json'))).toBe(true)
    expect(existsSync(join(folder, 'node_modules/binary/package.json'))).toBe(true)
    expect(install()).toMatchObject({ status: 0, stdout: '' })
  })

  function install() {
    const env = { ...process.env, ...settings }
    return spawnSync(process.execPath, ['.ci/install.mjs'], { cwd: folder, env, encoding: 'utf8' })
  }

  function writePackage(at: string, content: object) {
    mkdirSync(join(folder, at), { recursive: true })
    writeJson(join(at, 'package.json'), content)
  }

  function writeJson(at: string, content: object) {
    writeFileSync(join(folder, at), JSON.stringify(content))
  }
})
