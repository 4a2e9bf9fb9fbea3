import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startApp } from '../support/app-server'
import { configFor, expect, test } from './e2e-test'

const project = fileURLToPath(new URL('../..', import.meta.url))

function build(outDir: string, origins: string) {
  const vite = join(project, 'node_modules/vite/bin/vite.js')
  execFileSync(process.execPath, [vite, 'build', '--outDir', outDir], {
    cwd: project,
    env: { ...process.env, VITE_API_ORIGINS: origins },
    stdio: 'pipe',
  })
}

test(
  'a build for some origins alone refuses a config.json that names another',
  { tag: '@long' },
  async ({ page }) => {
    const dist = await mkdtemp(join(tmpdir(), 'latchkey-pinned-'))
    build(dist, 'https://api.example.com https://id.example.com')
    const app = await startApp({ dist, config: configFor('simplejwt', 'https://evil.example') })

    await page.goto(app.url)

    await expect(page.getByRole('main')).toContainText('apiBaseUrl')
    await expect(page.getByRole('main')).toContainText('https://evil.example')
    const document = await readFile(join(dist, 'index.html'), 'utf8')
    expect(document).toMatch(/connect-src \S+ https:\/\/api.example.com https:\/\/id.example.com;/)
    await app.close()
    await rm(dist, { recursive: true })
  },
)

test('a build for what is no origin fails, and says why', { tag: '@long' }, async () => {
  const dist = join(tmpdir(), 'latchkey-not-built')

  expect(() => {
    build(dist, 'https://api.example.com/v1')
  }).toThrow('must hold origins')
})
