/**
 * One answered request. Nothing in it is secret: tokens and bodies are never logged.
 *
 * @typedef {object} LogEntry
 * @property {number} time When it was answered, in ms since the epoch.
 * @property {string} method
 * @property {string} path
 * @property {string} query Without the question mark; a JWT in it would show as `[jwt]`.
 * @property {number} status
 * @property {boolean} authorization Whether the request had an Authorization header.
 * @property {boolean} csrfToken Whether it had an X-CSRFToken or an X-CSRF-TOKEN header.
 * @property {boolean} cookie Whether it had cookies.
 * @property {string} grant The `grant_type` of an OAuth token request, else empty.
 */

/** @type {Readonly<Record<keyof LogEntry, string>>} */
const types = {
  time: 'number',
  method: 'string',
  path: 'string',
  query: 'string',
  status: 'number',
  authorization: 'boolean',
  csrfToken: 'boolean',
  cookie: 'boolean',
  grant: 'string',
}

/**
 * Reads the lines that `live_harness/access_log.py` writes.
 *
 * @param {string} lines
 * @returns {LogEntry[]}
 */
export function parseLog(lines) {
  return lines.split('\n').filter(Boolean).map(parseEntry)
}

/** @param {string} line */
function parseEntry(line) {
  /** @type {unknown} */
  const entry = JSON.parse(line)
  if (!isLogEntry(entry)) throw new Error(`This is no line of the access log: ${line}`)
  return entry
}

/**
 * @param {unknown} value
 * @returns {value is LogEntry}
 */
function isLogEntry(value) {
  if (typeof value !== 'object' || value === null) return false
  const fields = new Map(Object.entries(value))
  return Object.entries(types).every(([name, type]) => typeof fields.get(name) === type)
}
