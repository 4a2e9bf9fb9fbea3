import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const commands = ['scoreboard', 'storm', 'cost', 'render']
const folder = fileURLToPath(new URL('.', import.meta.url))
const [command = ''] = process.argv.slice(2)

if (!commands.includes(command)) {
  console.error(`Usage: node bench/run.mjs ${commands.join('|')}`)
  process.exit(2)
}
if (!existsSync(`${folder}node_modules`)) installPeers()

/** @typedef {{ run: (...names: string[]) => Promise<void> }} Command */
/** @type {{ module: Command }} */
const { module } = await runnerImport(`${folder}commands/${command}.ts`, { configFile: false })
await module.run(...process.argv.slice(3))

/** The packages that are compared with are not the app's: they are installed when they are asked for. */
function installPeers() {
  const { status } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('Run: npm ci --prefix bench')
    process.exit(1)
  }
}
