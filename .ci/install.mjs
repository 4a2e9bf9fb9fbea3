/**
 * Makes `npm run dev` and `npm test` work in a fresh clone: installs the packages where they are missing, or others
 * than `package-lock.json` says. Everything here comes with Node.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isInstalled } from './is-installed.mjs'
import { isSupported, supportedInWords } from './node-version.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

if (!isSupported()) {
  fail(
    `Node ${supportedInWords()} is required, and this is ${process.versions.node}. Get it from https://nodejs.org/.`,
  )
} else if (!isInstalled(root)) {
  console.log('Installing the packages of package-lock.json, once …')
  // All of them, also where NODE_ENV or a setting of npm leaves out what only developers need.
  const { status, error } = npm([
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  if (error) fail(`npm could not be started: ${error.message}`)
  else if (status !== 0)
    fail('The packages could not be installed. Check the connection, then run: npm ci')
}

/** @param {string[]} args */
function npm(args) {
  const script = process.env['npm_execpath']
  const options = { cwd: root, stdio: /** @type {const} */ ('inherit') }
  // The npm that runs this, by Node itself: on Windows npm is no program that can be started without a shell.
  return script && /\bnpm-cli\.c?js$/.test(script)
    ? spawnSync(process.execPath, [script, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}

/** @param {string} message */
function fail(message) {
  console.error(message)
  process.exitCode = 1
}
