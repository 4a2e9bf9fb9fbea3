import { posix, win32 } from 'node:path'

/** Looked for on the PATH. */
const chromeNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
]
const firefoxNames = ['firefox-esr', 'firefox']
const webKitDriverNames = ['WebKitWebDriver']
const xvfbNames = ['Xvfb']
const edgeNames = ['microsoft-edge', 'microsoft-edge-stable', 'msedge']

/** Where installers put them, whatever the PATH says. */
const linuxChrome = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/lib/chromium/chromium',
  '/usr/lib64/chromium-browser/chromium-browser',
  '/usr/local/bin/chromium',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
]
const linuxEdge = ['/usr/bin/microsoft-edge', '/opt/microsoft/msedge/msedge']
const linuxFirefox = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/usr/lib/firefox-esr/firefox-esr',
  '/usr/lib/firefox/firefox',
  '/snap/bin/firefox',
]
const macFirefox = ['Firefox.app/Contents/MacOS/firefox']
const windowsFirefox = ['Mozilla Firefox\\firefox.exe']
const macChrome = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
]
const macEdge = ['Microsoft Edge.app/Contents/MacOS/Microsoft Edge']
const windowsChrome = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
]
const windowsEdge = ['Microsoft\\Edge\\Application\\msedge.exe']

/**
 * Every file that may be a browser, best first: CHROME_PATH, Chromium and Chrome on the PATH and where
 * they are usually installed, then Edge.
 *
 * @param {Pick<import('./browser.mjs').Machine, 'platform' | 'env'>} machine
 * @returns {string[]}
 */
export function browserPlaces({ platform, env }) {
  const installed = installPlaces(platform, env)
  return [
    ...(env['CHROME_PATH'] ? [env['CHROME_PATH']] : []),
    ...onPath(chromeNames, platform, env),
    ...installed.chrome,
    ...onPath(edgeNames, platform, env),
    ...installed.edge,
  ]
}

/**
 * Every file that may be Firefox, best first: FIREFOX_PATH, the ESR and then any on the PATH and where they
 * are usually installed.
 *
 * @param {Pick<import('./browser.mjs').Machine, 'platform' | 'env'>} machine
 * @returns {string[]}
 */
export function firefoxPlaces({ platform, env }) {
  return [
    ...(env['FIREFOX_PATH'] ? [env['FIREFOX_PATH']] : []),
    ...onPath(firefoxNames, platform, env),
    ...installPlaces(platform, env).firefox,
  ]
}

/**
 * Every file that may be the driver of WebKitGTK, best first: WEBKIT_DRIVER_PATH, then any on the PATH and where it
 * is usually installed. The driver knows where its browser is.
 *
 * @param {Pick<import('./browser.mjs').Machine, 'platform' | 'env'>} machine
 * @returns {string[]}
 */
export function webKitDriverPlaces({ platform, env }) {
  return [
    ...(env['WEBKIT_DRIVER_PATH'] ? [env['WEBKIT_DRIVER_PATH']] : []),
    ...onPath(webKitDriverNames, platform, env),
    '/usr/bin/WebKitWebDriver',
  ]
}

/**
 * Every file that may be Xvfb, the screen of a machine that has none.
 *
 * @param {Pick<import('./browser.mjs').Machine, 'platform' | 'env'>} machine
 * @returns {string[]}
 */
export function xvfbPlaces({ platform, env }) {
  return [...onPath(xvfbNames, platform, env), '/usr/bin/Xvfb']
}

/**
 * @param {readonly string[]} names
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
function onPath(names, platform, env) {
  const { delimiter, join } = platform === 'win32' ? win32 : posix
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter(Boolean)
  const suffix = platform === 'win32' ? '.exe' : ''
  return names.flatMap((name) => folders.map((folder) => join(folder, `${name}${suffix}`)))
}

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ chrome: string[], edge: string[], firefox: string[] }}
 */
function installPlaces(platform, env) {
  if (platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => env[name])
    return {
      chrome: under(folders, windowsChrome),
      edge: under(folders, windowsEdge),
      firefox: under(folders, windowsFirefox),
    }
  }
  if (platform === 'darwin') {
    const folders = ['/Applications', env['HOME'] && `${env['HOME']}/Applications`]
    return {
      chrome: under(folders, macChrome),
      edge: under(folders, macEdge),
      firefox: under(folders, macFirefox),
    }
  }
  return { chrome: linuxChrome, edge: linuxEdge, firefox: linuxFirefox }
}

/**
 * @param {readonly (string | undefined)[]} folders
 * @param {readonly string[]} files
 */
function under(folders, files) {
  const join = (/** @type {string} */ folder, /** @type {string} */ file) =>
    folder.includes('\\') ? win32.join(folder, file) : posix.join(folder, file)
  return files.flatMap((file) => folders.flatMap((folder) => (folder ? [join(folder, file)] : [])))
}
