import { readFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseLog } from './access-log.mjs'
import { startGunicorn } from './gunicorn.mjs'
import { preparedDatabase } from './prepared-database.mjs'
import { preparePython } from './python-environment.mjs'

/** @import { LogEntry } from './access-log.mjs' */
/** @import { Runtime } from './backend.mjs' */

/**
 * A project that can be served.
 *
 * @typedef {object} Project
 * @property {string} name For messages.
 * @property {string} folder Where it is.
 * @property {string} requirements The file of its pinned packages.
 * @property {Runtime} runtime
 * @property {Readonly<Record<string, string>>} [variant] What switches on another kind of it, with tables of its own.
 */

/**
 * A running project of its own: own database, own log, own port.
 *
 * @typedef {object} ProjectServer
 * @property {string} url
 * @property {string} python The interpreter that has its packages.
 * @property {NodeJS.ProcessEnv} env What its processes get.
 * @property {Readonly<Record<string, string>>} versions By distribution name, as installed; and of `Python`.
 * @property {() => LogEntry[]} log Every request answered until now, preflights among them.
 * @property {() => Promise<void>} stop Ends the server and deletes its database. May be called again.
 * @property {Promise<void>} ended Resolves when the server has ended, in whatever way.
 */

const harness = fileURLToPath(new URL('harness', import.meta.url))

/**
 * Serves a project, with the users `demo` and `admin` (staff), and waits until it answers. It ends with this process,
 * in whatever way that ends.
 *
 * @param {Project} project
 * @param {Readonly<Record<string, string>>} settings What this one is told, e.g. `ACCESS_SECONDS`.
 * @returns {Promise<ProjectServer>}
 * @throws {Error} When it cannot be started; the message says what failed and what to do.
 */
export async function startProject(project, settings) {
  const { python, versions, folder: environment } = await preparePython(project.requirements)
  const base = environmentOf(environment)
  const prepared = await preparedDatabase(project, join(environment, 'databases'), python, base)
  const folder = await mkdtemp(join(tmpdir(), `latchkey-${project.name}-`))
  const accessLog = join(folder, 'access.jsonl')
  const database = join(folder, 'db.sqlite3')
  const own = { DATABASE: database, ACCESS_LOG: accessLog, PORT: '0' }
  const env = { ...base, ...own, ...settings, ...project.variant }
  try {
    await copyFile(prepared, database)
    await writeFile(accessLog, '')
    const { folder: cwd, runtime } = project
    const gunicorn = await startGunicorn({ python, project: cwd, env, ...runtime })
    await truncate(accessLog)
    const log = () => parseLog(readFileSync(accessLog, 'utf8'))
    const stop = async () => {
      await gunicorn.stop()
      await rm(folder, { recursive: true, force: true })
    }
    return { url: gunicorn.url, python, env, versions, log, stop, ended: gunicorn.ended }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/**
 * Nothing is written into the checkout; what Python compiles is kept with its packages.
 *
 * @param {string} folder
 * @returns {NodeJS.ProcessEnv}
 */
function environmentOf(folder) {
  return {
    ...process.env,
    DJANGO_SETTINGS_MODULE: 'project.settings',
    PYTHONPATH: harness,
    PYTHONPYCACHEPREFIX: join(folder, 'bytecode'),
    PYTHONDONTWRITEBYTECODE: '',
  }
}
