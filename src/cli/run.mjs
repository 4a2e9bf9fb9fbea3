import { mkdirSync, renameSync } from 'node:fs'
import process from 'node:process'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

/** Bundles a command-line tool for Node, which cannot run TypeScript by itself, and runs it. */
const root = fileURLToPath(new URL('../../', import.meta.url))
const [name = ''] = process.argv.splice(2, 1)
const outDir = resolve(root, 'node_modules/.cache/cli')
mkdirSync(outDir, { recursive: true })
// Two at a time may write it, and each runs what is whole.
const written = `${name}.${process.pid}.mjs`
await build({
  root,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  resolve: { alias: { '@': resolve(root, 'src') } },
  ssr: { noExternal: true },
  build: {
    ssr: resolve(root, 'src/cli', name, 'main.ts'),
    outDir,
    minify: false,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: written, codeSplitting: false } },
  },
})
renameSync(resolve(outDir, written), resolve(outDir, `${name}.mjs`))
await import(pathToFileURL(resolve(outDir, `${name}.mjs`)).href)
