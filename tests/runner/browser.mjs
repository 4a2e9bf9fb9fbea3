import { browserPlaces, firefoxPlaces } from './browser-places.mjs'

/**
 * What finding a browser asks of the machine it is on.
 *
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} isRoot
 * @property {string} osRelease The text of /etc/os-release, or nothing.
 * @property {(file: string) => boolean} isBrowser The file is there, and starts.
 * @property {() => Promise<string | null>} playwrightBrowser Where Playwright keeps its own.
 * @property {() => Promise<boolean>} installPlaywrightBrowser Whether it went well.
 * @property {(name: string) => Promise<boolean>} installDebianPackage Whether it went well.
 */

/**
 * The first browser installed on this machine that starts.
 *
 * @param {Pick<Machine, 'platform' | 'env' | 'isBrowser'>} machine
 * @returns {string | null}
 */
export function findInstalledBrowser(machine) {
  return browserPlaces(machine).find(machine.isBrowser) ?? null
}

/**
 * The first Firefox installed on this machine that starts.
 *
 * @param {Pick<Machine, 'platform' | 'env' | 'isBrowser'>} machine
 * @returns {string | null}
 */
export function findInstalledFirefox(machine) {
  return firefoxPlaces(machine).find(machine.isBrowser) ?? null
}

/**
 * Finds a Firefox, or gets one: an installed one, or, by root on Debian and Ubuntu, the distribution's.
 * Playwright's own is another browser than the one people have. When there is none, `problem` holds the
 * command that mends it.
 *
 * @param {Machine} machine
 * @returns {Promise<{ path: string } | { problem: string }>}
 */
export async function provideFirefox(machine) {
  const path =
    findInstalledFirefox(machine) ??
    (await installFromDebian(machine, 'firefox-esr', findInstalledFirefox))
  if (path !== null) return { path }
  const command = isDebian(machine) ? debianCommand(machine, 'firefox-esr') : null
  const mend = command ?? 'an installed Firefox, named in FIREFOX_PATH'
  return { problem: `No Firefox was found. Mend it with: ${mend}` }
}

/**
 * Finds a browser, or gets one: an installed one, Playwright's own, or, by root on Debian and Ubuntu, the
 * distribution's. When there is none, `problem` holds the command that mends it.
 *
 * @param {Machine} machine
 * @returns {Promise<{ path: string } | { problem: string }>}
 */
export async function provideBrowser(machine) {
  const path =
    findInstalledBrowser(machine) ??
    (await findPlaywrightBrowser(machine)) ??
    (await downloadPlaywrightBrowser(machine)) ??
    (await installFromDebian(machine, 'chromium', findInstalledBrowser))
  return path === null ? { problem: problemFor(machine) } : { path }
}

/** @param {Machine} machine */
async function findPlaywrightBrowser({ playwrightBrowser, isBrowser }) {
  const path = await playwrightBrowser()
  return path !== null && isBrowser(path) ? path : null
}

/** @param {Machine} machine */
async function downloadPlaywrightBrowser(machine) {
  return (await machine.installPlaywrightBrowser()) ? findPlaywrightBrowser(machine) : null
}

/**
 * @param {Machine} machine
 * @param {string} name
 * @param {(machine: Machine) => string | null} find
 */
async function installFromDebian(machine, name, find) {
  if (!machine.isRoot || !isDebian(machine)) return null
  return (await machine.installDebianPackage(name)) ? find(machine) : null
}

/** @param {Machine} machine */
function problemFor(machine) {
  const command = isDebian(machine)
    ? debianCommand(machine, 'chromium')
    : 'npx playwright install chromium'
  return `No browser was found. Mend it with: ${command}`
}

/**
 * @param {Machine} machine
 * @param {string} name
 */
function debianCommand({ isRoot }, name) {
  return `${isRoot ? '' : 'sudo '}apt-get install -y ${name}`
}

/** @param {Machine} machine */
function isDebian({ osRelease }) {
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease)
}
