import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Folders of their own, so that a build somebody made is left alone. */
export const appFolders = {
  production: `${root}.cache/screenshots/production`,
  demo: `${root}.cache/screenshots/demo`,
} as const

/** Playwright's global setup. */
export default async function buildApps() {
  await build('production')
  await build('demo')
}

async function build(mode: keyof typeof appFolders) {
  const vite = `${root}node_modules/vite/bin/vite.js`
  const folder = appFolders[mode]
  const options = ['build', '--mode', mode, '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn']
  await promisify(execFile)(process.execPath, [vite, ...options], { cwd: root })
}
