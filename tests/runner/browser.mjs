import { browserPlaces, firefoxPlaces, webKitDriverPlaces, xvfbPlaces } from './browser-places.mjs'

const webKitPackages = ['webkit2gtk-driver', 'xvfb']

/**
 * What finding a browser asks of the machine it is on.
 *
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} isRoot
 * @property {string} osRelease The text of /etc/os-release, or nothing.
 * @property {(file: string) => boolean} isBrowser The file is there, and starts.
 * @property {(file: string) => boolean} isProgram The file is there, and may be started.
 * @property {() => Promise<string | null>} playwrightBrowser Where Playwright keeps its own.
 * @property {() => Promise<boolean>} installPlaywrightBrowser Whether it went well.
 * @property {(names: readonly string[]) => Promise<boolean>} installDebianPackages Whether it went well.
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
 * The driver of the WebKitGTK installed on this machine, where there is Xvfb for it as well.
 *
 * @param {Pick<Machine, 'platform' | 'env' | 'isProgram'>} machine
 * @returns {string | null}
 */
export function findInstalledWebKit(machine) {
  if (!xvfbPlaces(machine).some(machine.isProgram)) return null
  return webKitDriverPlaces(machine).find(machine.isProgram) ?? null
}

/**
 * Finds WebKitGTK, or gets it: by root on Debian and Ubuntu. `path` is that of its driver. When there is none,
 * `problem` holds the command that mends it.
 *
 * @param {Machine} machine
 * @returns {Promise<{ path: string } | { problem: string }>}
 */
export async function provideWebKit(machine) {
  const path =
    findInstalledWebKit(machine) ??
    (await installFromDebian(machine, webKitPackages, findInstalledWebKit))
  if (path !== null) return { path }
  const command = isDebian(machine) ? debianCommand(machine, webKitPackages) : null
  const mend = command ?? 'Xvfb, and the WebKitWebDriver of WebKitGTK, named in WEBKIT_DRIVER_PATH'
  return { problem: `No WebKitGTK was found. Mend it with: ${mend}` }
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
    (await installFromDebian(machine, ['firefox-esr'], findInstalledFirefox))
  if (path !== null) return { path }
  const command = isDebian(machine) ? debianCommand(machine, ['firefox-esr']) : null
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
    (await installFromDebian(machine, ['chromium'], findInstalledBrowser))
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
 * @param {readonly string[]} names
 * @param {(machine: Machine) => string | null} find
 */
async function installFromDebian(machine, names, find) {
  if (!machine.isRoot || !isDebian(machine)) return null
  return (await machine.installDebianPackages(names)) ? find(machine) : null
}

/** @param {Machine} machine */
function problemFor(machine) {
  const command = isDebian(machine)
    ? debianCommand(machine, ['chromium'])
    : 'npx playwright install chromium'
  return `No browser was found. Mend it with: ${command}`
}

/**
 * @param {Machine} machine
 * @param {readonly string[]} names
 */
function debianCommand({ isRoot }, names) {
  return `${isRoot ? '' : 'sudo '}apt-get install -y ${names.join(' ')}`
}

/** @param {Machine} machine */
function isDebian({ osRelease }) {
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease)
}
