import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/**
 * Bundles the simulation for Node, which cannot run TypeScript by itself.
 *
 * @param {string} name Of the file, without ending.
 * @param {readonly import('vite').Plugin[]} [plugins]
 * @returns {Promise<string>} The file.
 */
export async function bundle(name, plugins = []) {
  const outDir = resolve(root, 'node_modules/.cache/simulation', name)
  mkdirSync(outDir, { recursive: true })
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [...plugins],
    resolve: { alias: { '@': resolve(root, 'src') } },
    build: {
      ssr: resolve(root, 'tests/simulation/entry.ts'),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'simulation.mjs' } },
    },
  })
  return resolve(outDir, 'simulation.mjs')
}
