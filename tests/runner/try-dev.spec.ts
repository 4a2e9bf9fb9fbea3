import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const server = `
  const { createServer } = require('node:http')
  const server = createServer((_, response) => response.end('<p>page</p>'))
  server.listen(0, '127.0.0.1', () => {
    console.log('Open \\u001b[36mhttp://127.0.0.1:\\u001b[1m' + server.address().port + '\\u001b[22m/\\u001b[39m')
  })
`

describe('.ci/try-dev.mjs', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-try-dev-'))
    cpSync('.ci', join(folder, '.ci'), { recursive: true })
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('passes when npm run dev gives a page, and ends it', { timeout: 60_000 }, async () => {
    const { status, stdout } = tryDev(server)
    const [url = ''] = /http:[\d/.:]+/.exec(stripVTControlCharacters(stdout)) ?? []

    expect({ status, lastLine: lastLineOf(stdout) }).toEqual({
      status: 0,
      lastLine: 'npm run dev gave its page.',
    })
    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  })

  it('fails when npm run dev ends, and says so', { timeout: 60_000 }, () => {
    const { status, stderr } = tryDev('process.exit(3)')

    expect({ status, lastLine: lastLineOf(stderr) }).toEqual({
      status: 1,
      lastLine: 'npm run dev gave no page before it ended.',
    })
  })

  /** Tries a project whose `npm run dev` is that script. */
  function tryDev(script: string) {
    const scripts = { dev: 'node dev.cjs' }
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, scripts }))
    writeFileSync(join(folder, 'dev.cjs'), script)
    return spawnSync(process.execPath, ['.ci/try-dev.mjs'], { cwd: folder, encoding: 'utf8' })
  }
})

function lastLineOf(text: string): string | undefined {
  return text.trimEnd().split('\n').at(-1)
}
