import { findInstalledBrowser, findInstalledFirefox } from './browser.mjs'
import { thisComputer } from './machine.mjs'

// For .ci/run, before anything of node_modules is there: prints the browser, or exits with 1. The argument
// `firefox` asks for that one.
const find = process.argv[2] === 'firefox' ? findInstalledFirefox : findInstalledBrowser
const path = find(thisComputer)
if (path === null) process.exitCode = 1
else console.log(path)
