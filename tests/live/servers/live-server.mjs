import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startAdministrator } from './administrator.mjs'
import { startProject } from './project-server.mjs'

/** @import { Backend } from './backend.mjs' */
/** @import { ProjectServer } from './project-server.mjs' */

/**
 * How a server differs from its documentation.
 *
 * @typedef {object} LiveServerOptions
 * @property {readonly string[]} allowedOrigins Where the app may be loaded from, e.g. `http://127.0.0.1:5173`.
 * @property {number} [accessSeconds] Lifetime of an access token. The documentation's when left out.
 * @property {number} [refreshSeconds] Lifetime of a refresh token, or of the window in which a token can be
 *   refreshed. The documentation's when left out.
 * @property {number} [port] A free one when left out.
 */

/**
 * A running backend, with somebody who can do on its database what an administrator would.
 *
 * @typedef {Omit<ProjectServer, 'python' | 'env'> & { run: (command: readonly string[]) => Promise<void> }} LiveServer
 *   `run` takes e.g. `['set_active', 'demo', 'false']`.
 */

/**
 * Starts the server of a backend, with the users `demo` and `admin` (staff), and waits until it answers.
 * It ends with this process, in whatever way that ends.
 *
 * @param {Backend} backend
 * @param {LiveServerOptions} options
 * @returns {Promise<LiveServer>}
 * @throws {Error} When it cannot be started; the message says what failed and what to do.
 */
export async function startBackend(backend, options) {
  const { name, runtime, env: variant } = backend
  const folder = fileURLToPath(new URL(`${backend.folder}/`, import.meta.url))
  const requirements = join(folder, backend.requirements)
  const project = { name, folder, requirements, runtime, variant }
  const { python, env, ...server } = await startProject(project, settingsOf(options))
  const args = runtime.administration
  const administrator = startAdministrator(name, python, { args, cwd: folder, env })
  const stop = async () => {
    await administrator.stop()
    await server.stop()
  }
  return { ...server, run: administrator.run, stop }
}

/** @param {LiveServerOptions} options */
function settingsOf({ accessSeconds, refreshSeconds, allowedOrigins, port = 0 }) {
  return {
    ACCESS_SECONDS: String(accessSeconds ?? ''),
    REFRESH_SECONDS: String(refreshSeconds ?? ''),
    ALLOWED_ORIGINS: allowedOrigins.join(' '),
    PORT: String(port),
  }
}
