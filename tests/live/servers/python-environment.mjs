import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withFileLock } from './file-lock.mjs'
import { ProcessError, runProcess } from './run-process.mjs'

/**
 * An isolated Python with the packages of one requirements file.
 *
 * @typedef {object} PythonEnvironment
 * @property {string} folder Where it is, and what can be kept with it.
 * @property {string} python The interpreter. Use `-m`: the scripts beside it do not survive the move into the cache.
 * @property {Readonly<Record<string, string>>} versions By distribution name, as installed; and of `Python`.
 */

const moduleCache = fileURLToPath(new URL('../../../node_modules/.cache', import.meta.url))

/** The `python3` of the PATH, or `null`. */
export function findPython() {
  try {
    return printed('import sys; print(sys.executable)') || null
  } catch {
    return null
  }
}

/**
 * Makes the environment, or finds the one that an earlier run made. It is kept in `node_modules/.cache`, or
 * in the folder that LATCHKEY_CACHE names, under a hash of the requirements and the Python version.
 *
 * @param {string} requirementsFile
 * @returns {Promise<PythonEnvironment>}
 * @throws {Error} When there is no usable Python, or pip fails; the message says what to do.
 */
export async function preparePython(requirementsFile) {
  const { python, build } = usablePython()
  const cache = resolve(process.env['LATCHKEY_CACHE'] ?? moduleCache, 'latchkey-live')
  const folder = join(cache, await environmentName(requirementsFile, build))

  if (!hasInterpreter(folder)) {
    await mkdir(cache, { recursive: true })
    await withFileLock(`${folder}.lock`, () => createEnvironment(python, folder, requirementsFile))
  }
  return { folder, python: interpreter(folder), versions: await keptVersions(folder) }
}

const describePython = `
import json, platform, sys
print(json.dumps([sys.executable, platform.python_version(), sys.version]))
`

function usablePython() {
  if (findPython() === null) {
    throw new Error('The live servers need python3 on the PATH. Install Python 3.10 or newer.')
  }
  const [python, version, build] = JSON.parse(printed(describePython))
  if (Number(version.split('.')[1]) < 10) {
    throw new Error(`The live servers need Python 3.10 or newer; python3 is ${version}.`)
  }
  return { python, build }
}

/**
 * @param {string} requirementsFile
 * @param {string} build
 */
async function environmentName(requirementsFile, build) {
  return createHash('sha256')
    .update(await readFile(requirementsFile))
    .update(build.trim())
    .digest('hex')
    .slice(0, 16)
}

/**
 * A half-made environment is never seen: it gets its name when it is complete.
 *
 * @param {string} python
 * @param {string} folder
 * @param {string} requirementsFile
 */
async function createEnvironment(python, folder, requirementsFile) {
  if (hasInterpreter(folder)) return
  await rm(folder, { recursive: true, force: true })
  const unfinished = await mkdtemp(`${folder}.`)
  try {
    await createVenv(python, unfinished)
    await installRequirements(interpreter(unfinished), requirementsFile)
    await rename(unfinished, folder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/**
 * @param {string} python
 * @param {string} folder
 */
async function createVenv(python, folder) {
  try {
    await runProcess('Looking for venv', python, ['-c', 'import venv, ensurepip'])
  } catch (cause) {
    const remedy =
      'python3 cannot make virtual environments. Mend it with: sudo apt-get install python3-venv'
    throw new Error(remedy, { cause })
  }
  await runProcess('Making a virtual environment', python, ['-m', 'venv', folder])
}

/**
 * @param {string} python
 * @param {string} requirementsFile
 */
async function installRequirements(python, requirementsFile) {
  const quiet = ['--quiet', '--no-input', '--disable-pip-version-check', '--no-compile']
  try {
    await runProcess('pip install', python, [
      '-m',
      'pip',
      'install',
      ...quiet,
      '-r',
      requirementsFile,
    ])
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error
    const remedy =
      'pip needs to reach its package index once; then the live servers start without it.'
    throw new Error(`${error.message}\n${remedy}`, { cause: error })
  }
}

const listVersions = `
import importlib.metadata, platform
print('Python', platform.python_version())
for distribution in importlib.metadata.distributions():
    print(distribution.name, distribution.version)
`

/**
 * Listed once: an environment does not change.
 *
 * @param {string} folder
 * @returns {Promise<Record<string, string>>}
 */
async function keptVersions(folder) {
  const file = join(folder, 'versions.json')
  if (!existsSync(file)) {
    const unfinished = `${file}.${process.pid}`
    await writeFile(unfinished, JSON.stringify(await installedVersions(interpreter(folder))))
    await rename(unfinished, file)
  }
  return JSON.parse(await readFile(file, 'utf8'))
}

/**
 * @param {string} python
 * @returns {Promise<Record<string, string>>}
 */
async function installedVersions(python) {
  const lines = await runProcess('Listing the versions', python, ['-c', listVersions])
  const pairs = lines
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
  return Object.fromEntries(pairs.map(([name = '', version = '']) => [name, version]))
}

/**
 * `existsSync` follows the link, so an environment whose Python is gone counts as missing.
 *
 * @param {string} folder
 */
function hasInterpreter(folder) {
  return existsSync(interpreter(folder))
}

/** @param {string} folder */
function interpreter(folder) {
  return join(folder, 'bin', 'python')
}

/** @param {string} program */
function printed(program) {
  return execFileSync('python3', ['-c', program], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
}
