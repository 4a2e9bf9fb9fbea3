import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptBeside, restoreConfig, writeConfig } from './config-file.mjs'

describe('config.json of a backend', () => {
  let folder: string
  let file: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-config-'))
    file = join(folder, 'config.json')
  })

  afterEach(() => rm(folder, { recursive: true }))

  it('is written in place of the former one, which is kept beside it', async () => {
    await writeFile(file, 'my own')

    await writeConfig(file, { apiBaseUrl: '/' })

    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ apiBaseUrl: '/' })
    expect(await readFile(keptBeside(file), 'utf8')).toBe('my own')
  })

  it('never takes the place of what is kept already', async () => {
    await writeFile(file, 'my own')

    await writeConfig(file, { apiBaseUrl: 'http://127.0.0.1:1' })
    await writeConfig(file, { apiBaseUrl: 'http://127.0.0.1:2' })

    expect(await readFile(file, 'utf8')).toContain(':2')
    expect(await readFile(keptBeside(file), 'utf8')).toBe('my own')
  })

  it('is put back as it was, and nothing stays beside it', async () => {
    await writeFile(file, 'my own')
    await writeConfig(file, {})

    expect(await restoreConfig(file)).toBe(true)

    expect(await readFile(file, 'utf8')).toBe('my own')
    expect(await readdir(folder)).toEqual(['config.json'])
  })

  it('stays as it is when nothing was kept', async () => {
    await writeFile(file, 'my own')

    expect(await restoreConfig(file)).toBe(false)

    expect(await readFile(file, 'utf8')).toBe('my own')
  })

  it('is written where there was none', async () => {
    await writeConfig(file, {})

    expect(await readdir(folder)).toEqual(['config.json'])
  })
})
