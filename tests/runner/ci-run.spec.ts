import { execFile } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../../.ci/run', import.meta.url))

/** What the script takes from the system as it is. */
const systemCommands = ['bash', 'dirname', 'env']

/** Commands of a machine that has everything. Each writes down how it was called. */
const complete = {
  node: 'exit 0',
  python3: 'exit 0',
  npm: 'case "$*" in *test:all*) echo "7 passed, 0 failed";; esac',
  id: 'echo 1000',
  'apt-get': 'exit 0',
}

describe.skipIf(process.platform === 'win32')('.ci/run', { timeout: 30_000 }, () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-ci-'))
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('installs the packages, then runs all tests', async () => {
    const ended = await runOn(complete)

    expect(ended).toMatchObject({ code: 0, lastLine: '7 passed, 0 failed' })
    expect(calls('npm')).toEqual([
      'npm ci --no-audit --no-fund --no-progress --loglevel=error',
      'npm run --silent test:all',
    ])
    expect(calls('apt-get')).toEqual([])
  })

  it('exits as the tests do, and closes with their line', async () => {
    const npm = 'case "$*" in *test:all*) echo "7 passed, 1 failed"; exit 1;; esac'

    const ended = await runOn({ ...complete, npm })

    expect(ended).toMatchObject({ code: 1, lastLine: '7 passed, 1 failed' })
  })

  it('runs no tests when the packages cannot be installed', async () => {
    const ended = await runOn({ ...complete, npm: 'exit 3' })

    expect(ended.code).toBe(3)
    expect(calls('npm')).toHaveLength(1)
  })

  it('refuses an older Node', async () => {
    const node = 'case "$1" in --version) echo v18.0.0;; *) exit 1;; esac'

    const ended = await runOn({ ...complete, node })

    expect(ended).toMatchObject({
      code: 1,
      lastLine: '.ci/run: Node 20.19+, 22.13+ or 24+ is needed; v18.0.0 was found.',
    })
    expect(calls('npm')).toEqual([])
  })

  it('installs as root what is missing', async () => {
    const ended = await runOn({ ...complete, ...withoutBrowser, id: 'echo 0', python3: 'exit 1' })

    expect(ended).toMatchObject({ code: 0, lastLine: '7 passed, 0 failed' })
    expect(calls('apt-get')).toEqual([
      'apt-get update -q',
      'apt-get install -yq --no-install-recommends python3 python3-venv chromium firefox-esr webkit2gtk-driver xvfb',
    ])
  })

  it('installs Firefox where it alone is missing', async () => {
    const node = 'case "$*" in *find-browser.mjs\\ firefox) exit 1;; esac'

    await runOn({ ...complete, node, id: 'echo 0' })

    expect(calls('apt-get').at(-1)).toBe('apt-get install -yq --no-install-recommends firefox-esr')
  })

  it('installs WebKitGTK and a screen for it where they alone are missing', async () => {
    const node = 'case "$*" in *find-browser.mjs\\ webkit) exit 1;; esac'

    await runOn({ ...complete, node, id: 'echo 0' })

    expect(calls('apt-get').at(-1)).toBe(
      'apt-get install -yq --no-install-recommends webkit2gtk-driver xvfb',
    )
  })

  it('installs the web servers that an app is deployed with where they alone are missing', async () => {
    const node = 'case "$*" in *find-web-server.mjs*) exit 1;; esac'

    await runOn({ ...complete, node, id: 'echo 0' })

    expect(calls('apt-get').at(-1)).toBe(
      'apt-get install -yq --no-install-recommends nginx-light libnginx-mod-http-brotli-static caddy',
    )
  })

  it('installs with sudo what is missing', async () => {
    const sudo = 'while [ "${1#-}" != "$1" ]; do shift; done; "$@"'

    await runOn({ ...complete, ...withoutBrowser, sudo, true: 'exit 0' })

    expect(calls('apt-get')).toEqual([
      'apt-get update -q',
      'apt-get install -yq --no-install-recommends chromium firefox-esr webkit2gtk-driver xvfb',
    ])
  })

  it('says what is missing when it may not install, and runs the tests', async () => {
    const ended = await runOn({ ...complete, ...withoutBrowser })

    expect(ended).toMatchObject({ code: 0, lastLine: '7 passed, 0 failed' })
    expect(ended.stdout).toContain(
      'Mend it with: sudo apt-get install -y chromium firefox-esr webkit2gtk-driver xvfb',
    )
    expect(calls('apt-get')).toEqual([])
  })

  const withoutBrowser = { node: 'case "$1" in *find-browser.mjs) exit 1;; esac' }

  /** Runs the script in a folder of its own, where nothing but these commands exists. */
  async function runOn(commands: Readonly<Record<string, string>>) {
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    mkdirSync(join(folder, '.ci'))
    copyFileSync(script, join(folder, '.ci', 'run'))
    for (const name of systemCommands) symlinkSync(whereIs(name), join(bin, name))
    for (const [name, body] of Object.entries(commands)) {
      const file = join(bin, name)
      writeFileSync(file, `#!${whereIs('bash')}\necho "${name} $*" >>"$CALLS"\n${body}\n`)
      chmodSync(file, 0o755)
    }
    const env = { PATH: bin, CALLS: join(folder, 'calls') }
    return execute(join(bin, 'bash'), [join(folder, '.ci', 'run')], env)
  }

  function calls(name: string): string[] {
    const lines = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')
    return lines.filter((line) => line.startsWith(`${name} `))
  }
})

function whereIs(command: string): string {
  const folders = (process.env['PATH'] ?? '').split(':')
  const path = folders.map((folder) => join(folder, command)).find((file) => existsSync(file))
  if (path === undefined) throw new Error(`${command} is not on the PATH.`)
  return path
}

function execute(command: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  return new Promise<{ code: number | null; stdout: string; lastLine: string | undefined }>(
    (resolve) => {
      const child = execFile(command, args, { env, cwd: tmpdir() }, (_, stdout) =>
        resolve({ code: child.exitCode, stdout, lastLine: stdout.trimEnd().split('\n').at(-1) }),
      )
    },
  )
}
