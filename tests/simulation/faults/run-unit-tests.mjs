import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url))
const config = 'tests/simulation/faults/vitest.config.ts'

/**
 * Runs the unit tests of the module with a fault in it. Those that fail run twice more, with the fault and without: on a
 * machine that has much to do a test may fail for want of time.
 *
 * @param {string} name Of the fault.
 * @returns {Promise<string>} The first test that fails with the fault alone, with its file; empty when there is none.
 */
export async function runUnitTests(name) {
  const suspects = await failures(name, ['tests/auth'])
  if (suspects.length === 0) return ''
  const files = [...new Set(suspects.map(({ file }) => file))]
  const again = titlesOf(await failures(name, files))
  const innocent = titlesOf(await failures('', files))
  const confirmed = suspects.find(({ title }) => again.has(title) && !innocent.has(title))
  return confirmed ? `\`${confirmed.file}\`: ${confirmed.title}` : ''
}

/** @param {readonly { title: string }[]} tests */
const titlesOf = (tests) => new Set(tests.map(({ title }) => title))

/**
 * @param {string} name Of the fault; empty for none.
 * @param {readonly string[]} files
 */
async function failures(name, files) {
  const which = ['--root', root, '--config', config, '--project', 'unit']
  const args = [vitest, 'run', ...files, ...which, '--reporter', 'json']
  const report = await run(args, name)
  if (report.numTotalTests === 0) throw new Error(`${name}: no test ran`)
  return report.testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => ({ file: file.slice(root.length), title: fullName })),
  )
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
