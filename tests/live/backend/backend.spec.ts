import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeConfig } from './config-file.mjs'
import { runBackend } from './run-backend'

describe('npm run backend', () => {
  it('says what is missing where there is no python3', async () => {
    const backend = runBackend(['002', '--port', '0'], { PATH: '' })

    expect(await backend.ended).toBe(1)
    expect(backend.output()).toContain('Install Python 3.10 or newer')
  })

  it('names another port when the one asked for is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0

    const backend = runBackend(['002', '--port', String(port)])

    expect(await backend.ended).toBe(1)
    expect(backend.output()).toContain(`Port ${port} is taken`)
    expect(backend.output()).toContain(`npm run backend -- 002 --port ${port + 1}`)
    other.close()
  })

  it('ends with 2 and a near miss for an unknown backend', async () => {
    const backend = runBackend(['01'])

    expect(await backend.ended).toBe(2)
    expect(backend.output()).toContain('Do you mean 001?')
  })

  it('puts a kept config.json back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-config-'))
    const file = join(folder, 'config.json')
    await writeFile(file, 'my own')
    await writeConfig(file, {})

    const backend = runBackend(['--restore', '--config', file])

    expect(await backend.ended).toBe(0)
    expect(await readFile(file, 'utf8')).toBe('my own')
    await rm(folder, { recursive: true })
  })
})
