import { parseArgs } from 'node:util'
import { nearest } from './nearest.mjs'

/** @import { Backend } from '../servers/backend.mjs' */

/**
 * @typedef {object} Options
 * @property {boolean} help
 * @property {Backend | null} backend What to start; `null` when nothing is to be started.
 * @property {boolean} write Put the `config.json` of the backend into its place.
 * @property {boolean} restore Put the former `config.json` back.
 * @property {string} config The file that is written.
 * @property {number} port
 */

/** What the user asked for cannot be done; the message says what can. */
export class UsageError extends Error {}

/**
 * How the command is used.
 *
 * @param {readonly Backend[]} backends
 */
export function usageOf(backends) {
  const width = Math.max(...backends.map(({ name }) => name.length))
  const names = backends.map(({ name, what }) => `  ${name.padEnd(width)}  ${what}`)
  return [
    'Usage: npm run backend -- NAME [--write] [--port PORT]',
    '       npm run backend -- --restore',
    '',
    'Starts a real backend, until Ctrl-C. Names of three digits are the projects of tutorials.',
    '',
    ...names,
    '',
    '  --write        put its config.json into public/, and keep the one that is there beside it',
    '  --restore      put the kept config.json back',
    '  --port PORT    where it listens on 127.0.0.1 (8000)',
    '  --config FILE  the file to write or restore (public/config.json)',
  ].join('\n')
}

/**
 * Reads the arguments of the command.
 *
 * @param {string[]} args
 * @param {readonly Backend[]} backends
 * @returns {Options}
 * @throws {UsageError}
 */
export function readArguments(args, backends) {
  const { values, positionals } = parse(args, backends)
  const [name, ...more] = positionals
  const { help, write, restore, config } = values
  if (more.length > 0) throw new UsageError('One backend at a time, please.')
  if (restore && (write || name !== undefined)) throw new UsageError('--restore stands alone.')
  if (!help && !restore && name === undefined) throw new UsageError(usageOf(backends))
  const backend = name === undefined ? null : backendOf(name, backends)
  return { help, backend, write, restore, config, port: portOf(values.port) }
}

/**
 * @param {string[]} args
 * @param {readonly Backend[]} backends
 */
function parse(args, backends) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        restore: { type: 'boolean', default: false },
        config: { type: 'string', default: 'public/config.json' },
        port: { type: 'string', default: '8000' },
      },
    })
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError(`${message}\n\n${usageOf(backends)}`, { cause })
  }
}

/**
 * @param {string} name
 * @param {readonly Backend[]} backends
 */
function backendOf(name, backends) {
  const found = backends.find((backend) => backend.name === name)
  if (found) return found
  const names = backends.map((backend) => backend.name)
  const guess = nearest(name, names)
  const hint = guess === null ? '' : ` Do you mean ${guess}?`
  throw new UsageError(`No backend is called ${name}.${hint}\nThere are: ${names.join(', ')}`)
}

/** @param {string} text */
function portOf(text) {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new UsageError(`--port is a number from 1 to 65535, or 0 for a free one; ${text} is not.`)
}
