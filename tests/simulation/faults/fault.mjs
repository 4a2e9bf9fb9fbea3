/**
 * A mistake somebody could make: what of which file is replaced by what.
 *
 * @typedef {object} Fault
 * @property {string} name
 * @property {readonly Edit[]} edits
 * @property {Readonly<Record<string, string>>} [surroundings] Of every schedule, where the mistake is a choice of these.
 */

/**
 * @typedef {object} Edit
 * @property {string} file In `src/auth`.
 * @property {string} find Must be there, exactly once.
 * @property {string} replace
 */

/**
 * @param {string} name
 * @param {string} file
 * @param {string} find
 * @param {string} replace
 * @returns {Fault}
 */
export const fault = (name, file, find, replace) => ({ name, edits: [{ file, find, replace }] })

/**
 * Puts a fault into the code while it is bundled.
 *
 * @param {Fault} planted
 * @returns {import('vite').Plugin}
 */
export function plant({ name, edits }) {
  const missing = new Set(edits)
  return {
    name: 'latchkey:plant-fault',
    enforce: 'pre',
    transform(code, id) {
      const own = edits.filter(({ file }) => id.endsWith(`/src/auth/${file}`))
      for (const edit of own) missing.delete(edit)
      return own.length === 0 ? null : own.reduce(replaceOnce, code)
    },
    buildEnd() {
      for (const { file } of missing) throw new Error(`${name}: ${file} is not bundled`)
    },
  }
}

/**
 * @param {string} code
 * @param {Edit} edit
 */
function replaceOnce(code, { file, find, replace }) {
  if (code.split(find).length !== 2) throw new Error(`${file} has not once: ${find}`)
  return code.replace(find, () => replace)
}
