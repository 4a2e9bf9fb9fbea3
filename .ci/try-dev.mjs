/** Runs `npm run dev` in this clone as it is, asks it for its page, and ends it. Everything here comes with Node. */
import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'

const isWindows = process.platform === 'win32'
/** With the installation before it, in seconds. */
const patienceSeconds = 300

const child = spawn('npm', ['run', 'dev'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  // On Windows npm is a script of the shell.
  shell: isWindows,
  detached: !isWindows,
  stdio: ['ignore', 'pipe', 'pipe'],
})
let output = ''
for (const stream of [child.stdout, child.stderr]) {
  stream.on('data', (text) => {
    output += text
    process.stdout.write(text)
  })
}

const hasPage = await givesPage()
if (hasPage) {
  console.log('npm run dev gave its page.')
} else {
  const until = isRunning() ? `within ${patienceSeconds} s` : 'before it ended'
  console.error(`npm run dev gave no page ${until}.`)
  process.exitCode = 1
}
end()

async function givesPage() {
  for (let second = 0; second < patienceSeconds && isRunning(); second += 1) {
    await delay(1000)
    const [url] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(stripVTControlCharacters(output)) ?? []
    const answer = url === undefined ? null : await fetch(url).catch(() => null)
    if (answer?.ok) return true
  }
  return false
}

function isRunning() {
  return child.exitCode === null && child.signalCode === null
}

function end() {
  if (child.pid === undefined || !isRunning()) return
  if (isWindows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'])
  else process.kill(-child.pid)
}
