import process from 'node:process'
import { hasWebServer } from './web-server.mjs'

// For .ci/run, before anything of node_modules is there: exits with 1 where the server that is named is missing.
if (!hasWebServer(process.argv[2] === 'nginx' ? 'nginx' : 'caddy')) process.exitCode = 1
