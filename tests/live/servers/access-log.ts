/** One answered request. Nothing in it is secret: tokens and bodies are never logged. */
export interface LogEntry {
  /** When it was answered, in ms since the epoch. */
  readonly time: number
  readonly method: string
  readonly path: string
  /** Without the question mark; a JWT in it would show as `[jwt]`. */
  readonly query: string
  readonly status: number
  /** Whether the request had an Authorization header. */
  readonly authorization: boolean
}

/** Reads the lines that `live_harness/access_log.py` writes. */
export function parseLog(lines: string): LogEntry[] {
  return lines.split('\n').filter(Boolean).map(parseEntry)
}

function parseEntry(line: string): LogEntry {
  const entry: unknown = JSON.parse(line)
  if (!isLogEntry(entry)) throw new Error(`This is no line of the access log: ${line}`)
  return entry
}

function isLogEntry(value: unknown): value is LogEntry {
  if (typeof value !== 'object' || value === null) return false
  const fields = new Map<string, unknown>(Object.entries(value))
  return (
    ['time', 'status'].every((name) => typeof fields.get(name) === 'number') &&
    ['method', 'path', 'query'].every((name) => typeof fields.get(name) === 'string') &&
    typeof fields.get('authorization') === 'boolean'
  )
}
