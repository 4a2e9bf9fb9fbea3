import { readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

const pollMs = 250
const patienceMs = 5 * 60_000

/**
 * Runs the work while no other process that asks for the same file does. The lock of a process that has
 * died is taken over.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {Error} When a living process has held the lock for five minutes.
 */
export async function withFileLock(file, work) {
  await acquire(file)
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

/** @param {string} file */
async function acquire(file) {
  const deadline = Date.now() + patienceMs
  while (!(await tryToHold(file))) {
    const holder = Number(await readFile(file, 'utf8').catch(() => ''))
    if (holder > 0 && !isAlive(holder)) await rm(file, { force: true })
    if (Date.now() > deadline) {
      throw new Error(
        `Process ${holder} has held ${file} for five minutes. Delete the file if it should not.`,
      )
    }
    await delay(pollMs)
  }
}

/** @param {string} file */
async function tryToHold(file) {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/**
 * `EPERM` means that there is such a process, of another user.
 *
 * @param {number} pid
 */
function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code
}
