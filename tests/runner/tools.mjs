import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A package that a step runs is not installed. */
export class UnknownToolError extends Error {}

/**
 * What to start for a command that names a package of node_modules, or `node`: always Node itself, with the
 * package's script, so that no shell and no wrapper stands between.
 *
 * @param {readonly string[]} command
 * @param {string} root
 * @returns {[string, ...string[]]}
 * @throws {UnknownToolError}
 */
export function commandOf([tool = '', ...args], root) {
  return [process.execPath, ...(tool === 'node' ? [] : [scriptOf(tool, root)]), ...args]
}

/**
 * @param {string} packageName
 * @param {string} root
 */
function scriptOf(packageName, root) {
  const folder = join(root, 'node_modules', packageName)
  try {
    const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return join(folder, typeof bin === 'string' ? bin : String(Object.values(bin)[0]))
  } catch (cause) {
    throw new UnknownToolError(`${packageName} is not installed. Run: npm ci`, { cause })
  }
}
