import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { ProcessError } from './run-process.mjs'

/**
 * A process that does what an administrator would, on the database of a server.
 *
 * @typedef {object} Administrator
 * @property {(command: readonly string[]) => Promise<void>} run E.g. `['set_active', 'demo', 'false']`; one at a
 *   time. Rejects with a `ProcessError` when it cannot be done; then the process has ended.
 * @property {() => Promise<void>} stop May be called again.
 */

/**
 * @typedef {object} AdministratorOptions
 * @property {readonly string[]} args The Python module and its arguments.
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * Starts it; it ends with this process, since it reads its commands from a pipe.
 *
 * @param {string} name Of the server, for messages.
 * @param {string} python
 * @param {AdministratorOptions} options
 * @returns {Administrator}
 */
export function startAdministrator(name, python, { args, cwd, env }) {
  const child = spawn(python, ['-m', ...args], { cwd, env, detached: true })
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve))
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]()
  let complaint = ''
  child.stderr.on('data', (/** @type {Buffer} */ chunk) => (complaint += chunk.toString()))
  // A command may come too late; what the process has said tells why.
  child.stdin.on('error', () => undefined)

  return {
    run: async (command) => {
      child.stdin.write(`${command.join(' ')}\n`)
      const { value } = await answers.next()
      if (value === 'done') return
      await ended
      throw new ProcessError(`${command.join(' ')} of ${name}`, complaint)
    },
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}
