import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Where packages are to run.
 *
 * @typedef {object} System
 * @property {string} platform As `process.platform`.
 * @property {string} arch As `process.arch`.
 * @property {'glibc' | 'musl' | null} libc `null` when it is not Linux.
 */

/**
 * Whether `node_modules` holds what `package-lock.json` says, by the note that npm leaves there. Packages for other
 * systems are optional and may be missing; those for this one may not, as when the folder came from another computer.
 *
 * @param {string} root The folder of the project.
 * @param {System} [system] This computer when left out.
 */
export function isInstalled(root, system = thisSystem()) {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !installed) return false
  const isKnown = Object.keys(installed).every((path) => path in wanted)
  const isComplete = Object.entries(wanted).every(([path, entry]) => {
    const found = installed[path]
    return found ? isSame(found, entry) : path === '' || mayBeMissing(entry, system)
  })
  return isKnown && isComplete
}

/** @returns {System} */
function thisSystem() {
  const { platform, arch } = process
  return { platform, arch, libc: platform === 'linux' ? libcHere() : null }
}

function libcHere() {
  const { header } = /** @type {{ header: object }} */ (process.report.getReport())
  return 'glibcVersionRuntime' in header ? 'glibc' : 'musl'
}

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {readonly string[]} [os]
 * @property {readonly string[]} [cpu]
 * @property {readonly string[]} [libc]
 */

/**
 * @param {LockedPackage} entry
 * @param {System} system
 */
function mayBeMissing({ optional, os, cpu, libc }, { platform, arch, libc: libcOfSystem }) {
  // A binary of a tool names both.
  const isForSystem =
    os?.includes(platform) && cpu?.includes(arch) && (!libc || libc.includes(libcOfSystem ?? ''))
  return optional === true && !isForSystem
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null} `null` when it is missing, or no lock file.
 */
function packagesOf(file) {
  try {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'))
    return typeof packages === 'object' ? packages : null
  } catch {
    return null
  }
}

/**
 * @param {LockedPackage} a
 * @param {LockedPackage} b
 */
function isSame(a, b) {
  return a.version === b.version && a.integrity === b.integrity
}
