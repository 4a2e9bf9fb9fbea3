import { parseArgs } from 'node:util'
import { flawOfAddress } from '@/auth/backends/address-flaw'
import type { Constants } from '@/auth/backends/profile'
import { lastName, leavesOf } from './dotted-paths'

/** What the command line asks for. */
export interface DoctorOptions {
  /** Absolute, without a slash at its end. */
  readonly baseUrl: string
  /** Where the app will run. */
  readonly origin: string
  /** `null`: look without signing in. */
  readonly username: string | null
  readonly probeRotation: boolean
  readonly write: boolean
  readonly json: boolean
  /** The file that takes the report. */
  readonly save: string | null
  /** The file that is compared and written. */
  readonly config: string
  readonly hints: Hints
}

/** What somebody knows who runs a strange API. */
export interface Hints {
  readonly obtain: string | null
  readonly refresh: string | null
  readonly user: string | null
  readonly identifier: string | null
  /** Where the access token is in the answer to a login. */
  readonly token: string | null
  /** The word before the token. */
  readonly prefix: string | null
  readonly secret: string | null
  readonly static: Constants
}

/** The command line makes no sense; the message says why. */
export class UsageError extends Error {}

export const usage = `Usage: npm run doctor -- <base URL> [options]
       npm run doctor -- --app <URL of the app, deployed>
       npm run doctor -- headers --help

  --username NAME     log in, and find out the rest; the password is asked for,
                      read from DOCTOR_PASSWORD, or from stdin
  --origin URL        where the app will run (http://127.0.0.1:5173)
  --write             write the configuration that was found
  --config FILE       the configuration (public/config.json)
  --probe-rotation    send a spent refresh token; may end the session
  --json              one JSON document, for programs
  --save FILE         the report without secrets, for a bug report
  --obtain PATH  --refresh PATH  --user PATH
  --identifier FIELD  the field for the user name, as "email"
  --token PATH        where the answer has the token, as "data.jwt"
  --prefix WORD       the word before the token, as "Bearer"
  --login-body JSON   as '{"person":{"handle":"$username","phrase":"$password"}}'

  --help

Exit codes: 0 healthy, 1 findings, 2 cannot sign in, 3 usage.`

/** @throws UsageError for a command line that makes no sense */
export function parseOptions(args: readonly string[]): DoctorOptions {
  const { values, positionals } = parse(args)
  const [url, ...more] = positionals
  if (url === undefined || more.length > 0) throw new UsageError('Name one base URL.')
  return {
    baseUrl: httpUrl(url, 'The base URL').href.replace(/\/+$/, ''),
    origin: httpUrl(values.origin, '--origin').origin,
    username: values.username ?? null,
    probeRotation: values['probe-rotation'],
    write: values.write,
    json: values.json,
    save: values.save ?? null,
    config: values.config,
    hints: {
      obtain: endpoint(values.obtain, '--obtain'),
      refresh: endpoint(values.refresh, '--refresh'),
      user: endpoint(values.user, '--user'),
      token: values.token ?? null,
      prefix: values.prefix ?? null,
      ...(values['login-body'] === undefined
        ? { identifier: values.identifier ?? null, secret: null, static: {} }
        : loginBody(values['login-body'])),
    },
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        username: { type: 'string' },
        origin: { type: 'string', default: 'http://127.0.0.1:5173' },
        'probe-rotation': { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        save: { type: 'string' },
        config: { type: 'string', default: 'public/config.json' },
        obtain: { type: 'string' },
        refresh: { type: 'string' },
        user: { type: 'string' },
        identifier: { type: 'string' },
        token: { type: 'string' },
        prefix: { type: 'string' },
        'login-body': { type: 'string' },
      },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

function httpUrl(text: string, what: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`${what} must begin with http:// or https://.`)
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new UsageError(`${what} must be an address alone, without user, query and fragment.`)
  }
  return url
}

/** What `config.json` may hold as one. */
function endpoint(text: string | undefined, what: string): string | null {
  const flaw = text === undefined ? null : flawOfAddress(text, 'endpoint')
  if (flaw) throw new UsageError(`${what} is ${flaw.found}. It must be ${flaw.allowed}.`)
  return text ?? null
}

/** Where in the body user name and password stand, and what stands beside them. */
function loginBody(text: string): Pick<Hints, 'identifier' | 'secret' | 'static'> {
  const leaves = leavesOf(parseBody(text))
  const identifier = leaves.find(([, value]) => value === '$username')?.[0]
  const secret = leaves.find(([, value]) => value === '$password')?.[0]
  if (identifier === undefined || secret === undefined) {
    throw new UsageError('--login-body must hold the texts "$username" and "$password".')
  }
  const constants = leaves.filter(([path]) => path !== identifier && path !== secret)
  if (constants.some(([, value]) => typeof value !== 'string')) {
    throw new UsageError('Constants in --login-body must be texts.')
  }
  if (constants.some(([path]) => lastName(path) === 'client_secret')) {
    throw new UsageError(
      'config.json is public: a client_secret in it is none. Register a public client.',
    )
  }
  const texts = constants.map(([path, value]) => [path, String(value)] as const)
  return { identifier, secret, static: Object.fromEntries(texts) }
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UsageError('--login-body must be JSON.', { cause })
  }
}
