import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url))
const config = 'tests/simulation/faults/vitest.config.ts'

/**
 * Runs the unit tests of the module with a fault in it.
 *
 * @param {string} name Of the fault.
 * @returns {Promise<string>} The first test that failed, with its file; empty when all passed.
 */
export async function runUnitTests(name) {
  const args = [vitest, 'run', 'tests/auth', '--root', root, '--config', config, '--bail', '1']
  const report = await run([...args, '--reporter', 'json'], name)
  const failed = report.testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `\`${file.slice(root.length)}\`: ${fullName}`),
  )
  if (report.numTotalTests === 0) throw new Error(`${name}: no test ran`)
  return failed[0] ?? ''
}

/**
 * @typedef {object} Report
 * @property {number} numTotalTests
 * @property {readonly { name: string, assertionResults: readonly { status: string, fullName: string }[] }[]} testResults
 */

/**
 * @param {readonly string[]} args
 * @param {string} name
 * @returns {Promise<Report>}
 */
function run(args, name) {
  const options = { env: { ...process.env, PLANTED_FAULT: name }, maxBuffer: 2 ** 28 }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      // It ends with an error when a test has failed, as it should.
      const json = stdout.slice(stdout.indexOf('{'))
      try {
        resolve(JSON.parse(json))
      } catch {
        reject(new Error(`${name}: ${stderr || error?.message}`))
      }
    })
  })
}
