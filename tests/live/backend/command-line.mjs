import { parseArgs } from 'node:util'
import { nearest } from './nearest.mjs'

/** @import { Variant } from '../servers/variants.mjs' */

/**
 * @typedef {object} Options
 * @property {boolean} help
 * @property {Variant | null} variant What to start; `null` when nothing is to be started.
 * @property {boolean} write Put the `config.json` of the variant into its place.
 * @property {boolean} restore Put the former `config.json` back.
 * @property {string} config The file that is written.
 * @property {number} port
 */

/** What the user asked for cannot be done; the message says what can. */
export class UsageError extends Error {}

/**
 * How the command is used.
 *
 * @param {readonly Variant[]} variants
 */
export function usageOf(variants) {
  const width = Math.max(...variants.map(({ name }) => name.length))
  const names = variants.map(({ name, what }) => `  ${name.padEnd(width)}  ${what}`)
  return [
    'Usage: npm run backend -- SEED [--write] [--port PORT]',
    '       npm run backend -- --restore',
    '',
    'Starts the backend of a tutorial, until Ctrl-C.',
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
 * @param {readonly Variant[]} variants
 * @returns {Options}
 * @throws {UsageError}
 */
export function readArguments(args, variants) {
  const { values, positionals } = parse(args, variants)
  const [name, ...more] = positionals
  const { help, write, restore, config } = values
  if (more.length > 0) throw new UsageError('One backend at a time, please.')
  if (restore && (write || name !== undefined)) throw new UsageError('--restore stands alone.')
  if (!help && !restore && name === undefined) throw new UsageError(usageOf(variants))
  const variant = name === undefined ? null : variantOf(name, variants)
  return { help, variant, write, restore, config, port: portOf(values.port) }
}

/**
 * @param {string[]} args
 * @param {readonly Variant[]} variants
 */
function parse(args, variants) {
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
    throw new UsageError(`${message}\n\n${usageOf(variants)}`, { cause })
  }
}

/**
 * @param {string} name
 * @param {readonly Variant[]} variants
 */
function variantOf(name, variants) {
  const found = variants.find((variant) => variant.name === name)
  if (found) return found
  const names = variants.map((variant) => variant.name)
  const guess = nearest(name, names)
  const hint = guess === null ? '' : ` Do you mean ${guess}?`
  throw new UsageError(`No seed is called ${name}.${hint}\nThere are: ${names.join(', ')}`)
}

/** @param {string} text */
function portOf(text) {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new UsageError(`--port is a number from 1 to 65535, or 0 for a free one; ${text} is not.`)
}
