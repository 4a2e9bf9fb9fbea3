import { constants, copyFile, rename, writeFile } from 'node:fs/promises'

/**
 * Where the former file is kept.
 *
 * @param {string} file
 */
export const keptBeside = (file) => `${file}.kept`

/**
 * Writes a `config.json` and keeps the one that is there beside it. What is kept already stays: it is the
 * user's own, the file that is replaced is ours.
 *
 * @param {string} file
 * @param {object} config
 */
export async function writeConfig(file, config) {
  try {
    await copyFile(file, keptBeside(file), constants.COPYFILE_EXCL)
  } catch (error) {
    if (!hasCode(error, 'EEXIST') && !hasCode(error, 'ENOENT')) throw error
  }
  await writeFile(file, `${JSON.stringify(config, null, 2)}\n`)
}

/**
 * Puts the kept file back.
 *
 * @param {string} file
 * @returns {Promise<boolean>} Whether there was one.
 */
export async function restoreConfig(file) {
  try {
    await rename(keptBeside(file), file)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false
    throw error
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code
}
