import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startAdministrator } from './administrator.mjs'
import { withFileLock } from './file-lock.mjs'

/** @import { Project } from './project-server.mjs' */

const servers = fileURLToPath(new URL('.', import.meta.url))

/**
 * A SQLite file with the tables and the users of a project, for servers to start on a copy of it. It is made once and
 * kept, until any line of Python here is another.
 *
 * @param {Pick<Project, 'name' | 'folder' | 'runtime' | 'variant'>} project
 * @param {string} cache Of the project's Python.
 * @param {string} python
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>}
 */
export async function preparedDatabase(project, cache, python, env) {
  const file = join(cache, `${await kindOf(project)}.sqlite3`)
  if (!existsSync(file)) {
    await mkdir(cache, { recursive: true })
    await withFileLock(`${file}.lock`, () => prepare(project, file, python, env))
  }
  return file
}

/** @param {Pick<Project, 'folder' | 'runtime' | 'variant'>} project */
async function kindOf({ folder, runtime, variant }) {
  const hash = createHash('sha256').update(JSON.stringify([basename(folder), runtime, variant]))
  const files = await readdir(servers, { recursive: true })
  for (const file of files.filter((name) => name.endsWith('.py')).sort()) {
    hash.update(file).update(await readFile(join(servers, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * A half-made database is never seen: it gets its name when it is complete.
 *
 * @param {Pick<Project, 'name' | 'folder' | 'runtime' | 'variant'>} project
 * @param {string} file
 * @param {string} python
 * @param {NodeJS.ProcessEnv} env
 */
async function prepare({ name, folder, runtime, variant }, file, python, env) {
  if (existsSync(file)) return
  const unfinished = await mkdtemp(join(dirname(file), 'unfinished-'))
  const database = join(unfinished, 'db.sqlite3')
  const administrator = startAdministrator(name, python, {
    args: runtime.administration,
    cwd: folder,
    env: { ...env, ...variant, DATABASE: database },
  })
  try {
    await administrator.run(['prepare'])
    // What it still has to write is in the file when it has ended.
    await administrator.stop()
    await rename(database, file)
  } finally {
    await administrator.stop()
    await rm(unfinished, { recursive: true, force: true })
  }
}
