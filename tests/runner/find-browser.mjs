import { findInstalledBrowser, findInstalledFirefox, findInstalledWebKit } from './browser.mjs'
import { thisComputer } from './machine.mjs'

// For .ci/run, before anything of node_modules is there: prints the browser, or exits with 1. The argument
// `firefox` or `webkit` asks for that one.
const path = find(process.argv[2])
if (path === null) process.exitCode = 1
else console.log(path)

/** @param {string | undefined} name */
function find(name) {
  if (name === 'firefox') return findInstalledFirefox(thisComputer)
  if (name === 'webkit') return findInstalledWebKit(thisComputer)
  return findInstalledBrowser(thisComputer)
}
