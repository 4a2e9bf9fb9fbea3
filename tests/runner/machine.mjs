import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { commandOf } from './tools.mjs'

/** How long a browser may take to tell its version. */
const versionTimeoutMs = 15_000

/** How long a download or an installation may take. */
const installSeconds = 300

/** What {@link import('./browser.mjs').findInstalledBrowser} asks of this machine. */
export const thisComputer = { platform: process.platform, env: process.env, isBrowser, isProgram }

/**
 * This machine, with installations that can be ended with the run.
 *
 * @param {Pick<import('./suite.mjs').SuiteOptions, 'root' | 'env' | 'processes' | 'output'>} options
 * @returns {import('./browser.mjs').Machine}
 */
export function createMachine({ root, env, processes, output }) {
  return {
    ...thisComputer,
    isRoot: process.getuid?.() === 0,
    osRelease: existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '',
    playwrightBrowser,
    installPlaywrightBrowser: () => {
      const [command, ...args] = commandOf(['@playwright/test', 'install', 'chromium'], root)
      return succeeds(command, args)
    },
    installDebianPackages: async (names) =>
      (await succeeds('apt-get', ['update', '-q'])) &&
      (await succeeds('apt-get', ['install', '-yq', '--no-install-recommends', ...names])),
  }

  /**
   * @param {string} command
   * @param {string[]} args
   */
  async function succeeds(command, args) {
    const ending = await processes.run(command, args, {
      cwd: root,
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      timeoutSeconds: installSeconds,
      output,
    })
    return ending.how === 'exited' && ending.code === 0
  }
}

/**
 * Whether a file is there and starts: wrappers of a browser that is not installed exist, too. On Windows
 * `--version` opens a window, so being there has to do.
 *
 * @param {string} file
 */
function isBrowser(file) {
  if (!existsSync(file)) return false
  if (process.platform === 'win32') return true
  const { status, stdout } = spawnSync(file, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: versionTimeoutMs,
    killSignal: 'SIGKILL',
  })
  return status === 0 && /\d+\.\d+/.test(stdout)
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function playwrightBrowser() {
  try {
    const { chromium } = await import('@playwright/test')
    return chromium.executablePath()
  } catch {
    // Not installed, or no browser is made for this system.
    return null
  }
}
