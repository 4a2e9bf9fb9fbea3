/** Generates the clients of `openapi.yaml`, checks their types, and runs the tests. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url))

// The generators are not the app's: they are installed when they are asked for.
if (!existsSync(`${folder}node_modules`)) npm('ci', '--no-audit', '--no-fund', '--loglevel=error')
npm('run', 'generate')
node(`${packages}vue-tsc/bin/vue-tsc.js`, '--noEmit', '--project', '.')
node(`${packages}vitest/vitest.mjs`, 'run', ...process.argv.slice(2))

/** @param {string[]} args */
function npm(...args) {
  run('npm', args, process.platform === 'win32')
}

/** @param {string[]} args */
function node(...args) {
  run(process.execPath, args, false)
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {boolean} shell
 */
function run(program, args, shell) {
  const { status } = spawnSync(program, args, { cwd: folder, stdio: 'inherit', shell })
  if (status !== 0) process.exit(status ?? 1)
}
