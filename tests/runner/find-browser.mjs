import { findInstalledBrowser } from './browser.mjs'
import { thisComputer } from './machine.mjs'

// For .ci/run, before anything of node_modules is there: prints the browser, or exits with 1.
const path = findInstalledBrowser(thisComputer)
if (path === null) process.exitCode = 1
else console.log(path)
