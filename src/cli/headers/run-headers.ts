import { parseArgs } from 'node:util'
import { apiOrigins, ConfigError } from './api-origins'
import { renderHeaders, servers } from './render-headers'
import type { ServerName } from './render-headers'
import { securityHeaders } from './security-headers'

/** What the command is given by the process it runs in. */
export interface HeadersTerminal {
  readonly print: (text: string) => void
  readonly tell: (text: string) => void
  /** `null` where there is no such file. */
  readonly readFile: (path: string) => string | null
}

export const headersUsage = `Usage: npm run doctor -- headers --for nginx|caddy|static [options]

Writes the headers that belong to the app, from its config.json.

  --config FILE       the configuration (dist/config.json)
  --base PATH         the path of the app on its server (/)
  --no-subdomains     HSTS for this host alone

  --help

Exit codes: 0 written, 3 usage, or a configuration that the app would refuse.`

/** The command line makes no sense; the message says why. */
class HeadersUsageError extends Error {}

/** Prints the headers for a server. @returns the exit code */
export function runHeaders(args: readonly string[], terminal: HeadersTerminal): number {
  if (args.includes('--help')) {
    terminal.print(`${headersUsage}\n`)
    return 0
  }
  try {
    const { server, config, base, hasSubdomains } = parse(args)
    const text = terminal.readFile(config)
    if (text === null) throw new ConfigError(`There is no ${config}. Name it by --config.`)
    const headers = securityHeaders(apiOrigins(text), hasSubdomains)
    terminal.print(renderHeaders(server, headers, base))
    return 0
  } catch (error) {
    if (error instanceof HeadersUsageError) terminal.tell(`${error.message}\n\n${headersUsage}`)
    else if (error instanceof ConfigError) terminal.tell(error.message)
    else throw error
    return 3
  }
}

function parse(args: readonly string[]) {
  const { for: wanted, config, base, 'no-subdomains': isAlone } = valuesIn(args)
  const server = servers.find((name) => name === wanted)
  if (!server) throw new HeadersUsageError(`Say for which server: ${listed(servers)}.`)
  if (!/^\/(?:[\w.~-]+\/)*$/.test(base)) {
    throw new HeadersUsageError('--base must begin and end with a slash, as /app/.')
  }
  return { server, config, base, hasSubdomains: !isAlone }
}

function valuesIn(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        for: { type: 'string' },
        config: { type: 'string', default: 'dist/config.json' },
        base: { type: 'string', default: '/' },
        'no-subdomains': { type: 'boolean', default: false },
      },
    }).values
  } catch (cause) {
    throw new HeadersUsageError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

const listed = (names: readonly ServerName[]) => names.map((name) => `--for ${name}`).join(', ')
