import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { type RunningBackend, runBackend } from './backend/run-backend.ts'
import { findPython } from './servers/python-environment.mjs'

base.skip(findPython() === null && !process.env['CI'], 'The live servers need python3')

const test = base.extend<{ file: string; backend: RunningBackend }>({
  file: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-config-'))
    const file = join(folder, 'config.json')
    await writeFile(file, 'my own')
    await use(file)
    await rm(folder, { recursive: true })
  },
  backend: async ({ file }, use) => {
    const backend = runBackend(['002', '--port', '0', '--write', '--config', file])
    await use(backend)
    backend.interrupt()
    await backend.ended
  },
})

test('npm run backend serves a seed until Ctrl-C, and writes the config.json that points at it', async ({
  backend,
  file,
}) => {
  await expect.poll(backend.output, { timeout: 60_000 }).toContain('Ctrl-C stops it.')
  const url = /address +(http:\/\/127\.0\.0\.1:\d+)/.exec(backend.output())?.[1] ?? 'no address'

  const login = await logIn(url, 'admin')

  expect(login.status).toBe(200)
  expect(login.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:5173')
  expect(backend.output()).toContain('demo / demo')
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ apiBaseUrl: url })
  expect((await fetch(`${url}/static/admin/css/base.css`)).status).toBe(200)

  backend.interrupt()
  expect(await backend.ended).toBe(0)
  expect(backend.output()).toContain('Stopped.')
  await expect(logIn(url, 'admin')).rejects.toThrow()
  expect(await readFile(`${file}.kept`, 'utf8')).toBe('my own')
})

function logIn(url: string, username: string): Promise<Response> {
  return fetch(`${url}/api/token/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: 'http://127.0.0.1:5173' },
    body: JSON.stringify({ username, password: username }),
  })
}
