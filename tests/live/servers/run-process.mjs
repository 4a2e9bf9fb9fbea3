import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * What a process is started with.
 *
 * @typedef {object} ProcessOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 */

/** A process that ended badly; the message holds the last lines it wrote. */
export class ProcessError extends Error {
  /**
   * @param {string} what
   * @param {string} output
   * @param {string} [remedy]
   */
  constructor(what, output, remedy = '') {
    const lines = lastLines(output).map((line) => `  ${line}`)
    super([`${what} failed. Its last lines:`, ...lines, remedy].filter(Boolean).join('\n'))
    this.name = new.target.name
  }
}

/**
 * Runs a program to its end and returns what it wrote to stdout.
 *
 * @param {string} what
 * @param {string} program
 * @param {readonly string[]} args
 * @param {ProcessOptions} [options]
 * @returns {Promise<string>}
 * @throws {ProcessError} When it cannot be started or ends with another code than 0.
 */
export async function runProcess(what, program, args, options = {}) {
  try {
    const { stdout } = await promisify(execFile)(program, [...args], {
      ...options,
      maxBuffer: 16 * 1024 * 1024,
    })
    return stdout
  } catch (error) {
    throw new ProcessError(what, outputOf(error))
  }
}

/**
 * What is worth showing of a long output.
 *
 * @param {string} output
 */
function lastLines(output) {
  const lines = output.trim().split('\n').slice(-12)
  return lines.map((line) => (line.length > 300 ? `${line.slice(0, 300)} …` : line))
}

/** @param {unknown} error */
function outputOf(error) {
  if (!(error instanceof Error)) return String(error)
  const stderr = 'stderr' in error ? String(error.stderr) : ''
  const stdout = 'stdout' in error ? String(error.stdout) : ''
  return stderr.trim() || stdout.trim() || error.message
}
