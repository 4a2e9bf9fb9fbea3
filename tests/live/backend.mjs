import { UsageError, readArguments, usageOf } from './backend/command-line.mjs'
import { keptBeside, restoreConfig, writeConfig } from './backend/config-file.mjs'
import { isFree } from './backend/port.mjs'
import { configOf, django } from './servers/backend.mjs'
import { backends } from './servers/backends.mjs'
import { startBackend } from './servers/live-server.mjs'

/** @import { Options } from './backend/command-line.mjs' */
/** @import { Backend } from './servers/backend.mjs' */
/** @import { LiveServer } from './servers/live-server.mjs' */

/** Where the app of a developer is: `npm run dev:api` and `npm run preview`. */
const allowedOrigins = ['http://127.0.0.1:5173', 'http://127.0.0.1:4173']

await main(process.argv.slice(2))

/** @param {string[]} args */
async function main(args) {
  try {
    const options = readArguments(args, backends)
    if (options.help) console.log(usageOf(backends))
    else if (options.restore) await restore(options)
    else if (options.backend !== null) await serve(options.backend, options)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}

/** @param {Options} options */
async function restore({ config }) {
  const isRestored = await restoreConfig(config)
  console.log(isRestored ? `${config} is what it was.` : `There is no ${keptBeside(config)}.`)
}

/**
 * @param {Backend} backend
 * @param {Options} options
 */
async function serve(backend, { port, write, config }) {
  if (!(await isFree(port))) {
    throw new Error(
      `Port ${port} is taken. Another one: npm run backend -- ${backend.name} --port ${port + 1}`,
    )
  }
  const interrupted = interruption()
  console.log(`Starting ${backend.name}. The first time, its packages are installed…`)
  const server = await startBackend(backend, { allowedOrigins, port })
  try {
    const settings = configOf(backend, server.url)
    if (write) await writeConfig(config, settings)
    console.log(describe(backend, server, settings, write ? config : null))
    const how = await Promise.race([
      interrupted,
      server.ended.then(() => /** @type {const} */ ('ended')),
    ])
    if (how === 'ended') throw new Error('The server has ended by itself.')
  } finally {
    await server.stop()
  }
  console.log('\nStopped.')
}

/** Resolves at Ctrl-C, or when the terminal goes away. */
function interruption() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.once(signal, () => resolve(signal))
  })
}

/**
 * @param {Backend} backend
 * @param {LiveServer} server
 * @param {object} settings
 * @param {string | null} written
 */
function describe(backend, { url, versions }, settings, written) {
  const { name, what, username, runtime, proxy } = backend
  const packages = backend.reported.map(
    (distribution) => `${distribution} ${versions[distribution] ?? ''}`,
  )
  const start = proxy ? `API_PROXY=${url} npm run dev:api` : 'npm run dev:api'
  const place = written === null ? 'public/config.json for it (--write puts it there)' : written
  return [
    '',
    `${name}: ${what}`,
    `  address   ${url}`,
    `  packages  ${packages.join(', ')}`,
    `  users     ${username.replace('admin', 'demo')} / demo`,
    `            ${username.replace('demo', 'admin')} / admin${administrationOf(runtime, url)}`,
    `  the app   ${start}`,
    '',
    `${place}:`,
    '',
    JSON.stringify(settings, null, 2),
    '',
    ...(written === null
      ? []
      : [`The former file is ${keptBeside(written)}; --restore puts it back.`]),
    'Ctrl-C stops it.',
  ].join('\n')
}

/**
 * Django's projects have its admin.
 *
 * @param {Backend['runtime']} runtime
 * @param {string} url
 */
function administrationOf({ application }, url) {
  return application === django.application ? ` (staff; also for ${url}/admin/)` : ''
}
