import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMachine, thisComputer } from './machine.mjs'
import { Processes } from './processes.mjs'

const isWindows = process.platform === 'win32'
const installation = 'install -yq --no-install-recommends chromium'

describe.skipIf(isWindows)('the machine', { timeout: 30_000 }, () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-machine-'))
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it.each([
    ['takes a program that tells its version for a browser', 'echo Chromium 130.0.1', true],
    ['takes no wrapper of a browser that is not installed', 'echo install 1.0; exit 1', false],
    ['takes no program that tells nothing', 'exit 0', false],
  ])('%s', (_, body, expected) => {
    expect(thisComputer.isBrowser(program('chromium', body))).toBe(expected)
  })

  it('takes nothing that is not there for a browser', () => {
    expect(thisComputer.isBrowser(join(folder, 'chromium'))).toBe(false)
  })

  it('takes what may be started for a program, and nothing else', () => {
    const driver = program('WebKitWebDriver', 'exit 1')
    expect(thisComputer.isProgram(driver)).toBe(true)

    chmodSync(driver, 0o644)

    expect(thisComputer.isProgram(driver)).toBe(false)
    expect(thisComputer.isProgram(join(folder, 'Xvfb'))).toBe(false)
  })

  it.each([
    ['both commands succeed', 'exit 0', true, ['update -q', installation]],
    ['the lists cannot be had', 'exit 100', false, ['update -q']],
  ])('installs Chromium with apt-get when %s', async (_, body, expected, calls) => {
    program('apt-get', `echo "$*" >>'${folder}/calls'; ${body}`)

    expect(await machine().installDebianPackages(['chromium'])).toBe(expected)
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe(`${calls.join('\n')}\n`)
  })

  it('installs nothing where there is no apt-get', async () => {
    expect(await machine().installDebianPackages(['chromium'])).toBe(false)
  })

  it('downloads with the Playwright of the project', async () => {
    const playwright = join(folder, 'node_modules', '@playwright', 'test')
    mkdirSync(playwright, { recursive: true })
    writeFileSync(join(playwright, 'package.json'), '{"bin":{"playwright":"cli.js"}}')
    const isAsked = "process.argv.slice(2).join(' ') === 'install chromium'"
    writeFileSync(join(playwright, 'cli.js'), `process.exit(${isAsked} ? 0 : 1)`)

    expect(await machine().installPlaywrightBrowser()).toBe(true)
  })

  /** A machine whose PATH is this folder. */
  function machine() {
    const output = { out: () => undefined, err: () => undefined }
    const env = { PATH: folder }
    return createMachine({ root: folder, env, processes: new Processes(), output })
  }

  function program(name: string, body: string): string {
    const file = join(folder, name)
    writeFileSync(file, `#!/bin/sh\n${body}\n`)
    chmodSync(file, 0o755)
    return file
  }
})
