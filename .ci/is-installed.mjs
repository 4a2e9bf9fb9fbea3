import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether `node_modules` holds what `package-lock.json` says, by the note that npm leaves there. Packages for other
 * systems are optional and may be missing.
 *
 * @param {string} root The folder of the project.
 */
export function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !installed) return false
  const isKnown = Object.keys(installed).every((path) => path in wanted)
  const isComplete = Object.entries(wanted).every(([path, entry]) => {
    const found = installed[path]
    return found ? isSame(found, entry) : path === '' || entry.optional === true
  })
  return isKnown && isComplete
}

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 */

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
