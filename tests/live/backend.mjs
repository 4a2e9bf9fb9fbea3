import { UsageError, readArguments, usageOf } from './backend/command-line.mjs'
import { keptBeside, restoreConfig, writeConfig } from './backend/config-file.mjs'
import { isFree } from './backend/port.mjs'
import { startSeed } from './servers/live-server.mjs'
import { configOf, variants } from './servers/variants.mjs'

/** @import { Options } from './backend/command-line.mjs' */
/** @import { LiveServer } from './servers/live-server.mjs' */
/** @import { Variant } from './servers/variants.mjs' */

/** Where the app of a developer is: `npm run dev:api` and `npm run preview`. */
const allowedOrigins = ['http://127.0.0.1:5173', 'http://127.0.0.1:4173']

await main(process.argv.slice(2))

/** @param {string[]} args */
async function main(args) {
  try {
    const options = readArguments(args, variants)
    if (options.help) console.log(usageOf(variants))
    else if (options.restore) await restore(options)
    else if (options.variant !== null) await serve(options.variant, options)
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
 * @param {Variant} variant
 * @param {Options} options
 */
async function serve(variant, { port, write, config }) {
  if (!(await isFree(port))) {
    throw new Error(
      `Port ${port} is taken. Another one: npm run backend -- ${variant.name} --port ${port + 1}`,
    )
  }
  const interrupted = interruption()
  console.log(`Starting seed ${variant.name}. The first time, its packages are installed…`)
  const server = await startSeed(variant, { allowedOrigins, port })
  try {
    const settings = configOf(variant, variant.isSameOrigin ? '/' : server.url)
    if (write) await writeConfig(config, settings)
    console.log(describe(variant, server, settings, write ? config : null))
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
 * @param {Variant} variant
 * @param {LiveServer} server
 * @param {object} settings
 * @param {string | null} written
 */
function describe(variant, { url, versions }, settings, written) {
  const packages = variant.reported.map((name) => `${name} ${versions[name] ?? ''}`)
  const start = variant.isSameOrigin ? `API_PROXY=${url} npm run dev:api` : 'npm run dev:api'
  const place = written === null ? 'public/config.json for it (--write puts it there)' : written
  return [
    '',
    `Seed ${variant.name}: ${variant.what}`,
    `  address   ${url}`,
    `  packages  ${packages.join(', ')}`,
    '  users     demo / demo',
    `            admin / admin (staff; also for ${url}/admin/)`,
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
