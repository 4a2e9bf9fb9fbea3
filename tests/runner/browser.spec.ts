import { afterEach, describe, expect, it } from 'vitest'
import {
  type Machine,
  findInstalledBrowser,
  findInstalledFirefox,
  findInstalledWebKit,
  provideBrowser,
  provideFirefox,
  provideWebKit,
} from './browser.mjs'
import { Processes } from './processes.mjs'
import { Runner } from './runner.mjs'
import { PlantedRun } from './planted.ts'

const debian = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
const ubuntu = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n'
const fedora = 'NAME="Fedora Linux"\nID=fedora\n'
const own = '/cache/chromium/chrome'

/** A machine on which these files are programs, and browsers that start, and nothing can be installed. */
function machineWith(files: readonly string[], more: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    isRoot: false,
    osRelease: debian,
    isBrowser: (file) => files.includes(file),
    isProgram: (file) => files.includes(file),
    playwrightBrowser: async () => own,
    installPlaywrightBrowser: async () => false,
    installDebianPackages: async () => false,
    ...more,
  }
}

describe('findInstalledBrowser', () => {
  it.each([
    ['what CHROME_PATH names', '/home/ann/chrome', { CHROME_PATH: '/home/ann/chrome' }],
    ['Chromium on the PATH', '/opt/bin/chromium', { PATH: '/opt/bin' }],
    ['chromium-browser on the PATH', '/opt/bin/chromium-browser', { PATH: '/bin:/opt/bin' }],
    ['Chrome on the PATH', '/opt/bin/google-chrome', { PATH: '/opt/bin' }],
    ['stable Chrome on the PATH', '/opt/bin/google-chrome-stable', { PATH: '/opt/bin' }],
    ['Chrome that is not on the PATH', '/opt/google/chrome/chrome', {}],
    ['Edge on the PATH', '/opt/bin/msedge', { PATH: '/opt/bin' }],
  ])('finds %s', (_, file, env) => {
    expect(findInstalledBrowser(machineWith([file], { env }))).toBe(file)
  })

  it.each<[NodeJS.Platform, string, NodeJS.ProcessEnv]>([
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', {}],
    [
      'darwin',
      '/Users/ann/Applications/Chromium.app/Contents/MacOS/Chromium',
      { HOME: '/Users/ann' },
    ],
    [
      'win32',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      { PROGRAMFILES: 'C:\\Program Files' },
    ],
    ['win32', 'D:\\tools\\chromium.exe', { PATH: 'C:\\Windows;D:\\tools' }],
  ])('finds on %s %s', (platform, file, env) => {
    expect(findInstalledBrowser(machineWith([file], { platform, env }))).toBe(file)
  })

  it('takes CHROME_PATH before the PATH, the next one when it does not start, and Edge last', () => {
    const env = { CHROME_PATH: '/home/ann/chrome', PATH: '/usr/bin' }
    const chrome = '/opt/google/chrome/chrome'
    const edge = '/usr/bin/microsoft-edge'

    const find = (...files: string[]) => findInstalledBrowser(machineWith(files, { env }))

    expect(find(edge, chrome, '/usr/bin/chromium', '/home/ann/chrome')).toBe('/home/ann/chrome')
    expect(find(edge, chrome, '/usr/bin/chromium')).toBe('/usr/bin/chromium')
    expect(find(edge, chrome)).toBe(chrome)
    expect(find(edge)).toBe(edge)
    expect(find()).toBe(null)
  })
})

describe('provideBrowser', () => {
  it('prefers an installed browser to one of Playwright', async () => {
    const machine = machineWith(['/usr/bin/chromium', own])

    expect(await provideBrowser(machine)).toEqual({ path: '/usr/bin/chromium' })
  })

  it('uses the browser that Playwright has already', async () => {
    expect(await provideBrowser(machineWith([own]))).toEqual({ path: own })
  })

  it('has Playwright download its browser', async () => {
    const files: string[] = []
    const installPlaywrightBrowser = async () => files.push(own) > 0

    const machine = machineWith(files, { installPlaywrightBrowser, isRoot: true })

    expect(await provideBrowser(machine)).toEqual({ path: own })
  })

  it.each([debian, ubuntu])(
    'installs that of the distribution as root on %j',
    async (osRelease) => {
      const files: string[] = []
      const installDebianPackages = async () => files.push('/usr/bin/chromium') > 0

      const machine = machineWith(files, { installDebianPackages, isRoot: true, osRelease })

      expect(await provideBrowser(machine)).toEqual({ path: '/usr/bin/chromium' })
    },
  )

  it.each([
    ['sudo apt-get install -y chromium', { isRoot: false, osRelease: debian }],
    ['npx playwright install chromium', { isRoot: true, osRelease: fedora }],
    ['npx playwright install chromium', { isRoot: true, osRelease: '' }],
  ])('asks for %s when it may not install', async (command, more) => {
    const installDebianPackages = () => Promise.reject(new Error('must not be tried'))

    const machine = machineWith([], { ...more, installDebianPackages })

    expect(await provideBrowser(machine)).toEqual({
      problem: `No browser was found. Mend it with: ${command}`,
    })
  })
})

describe('provideFirefox', () => {
  const esr = '/usr/bin/firefox-esr'
  const other = '/opt/firefox/firefox'

  it('takes FIREFOX_PATH, then the ESR, then any other, and no Chromium', () => {
    const env = { FIREFOX_PATH: '/home/ann/firefox', PATH: '/opt/firefox:/usr/bin' }

    const find = (...files: string[]) => findInstalledFirefox(machineWith(files, { env }))

    expect(find(esr, other, '/home/ann/firefox')).toBe('/home/ann/firefox')
    expect(find(esr, other)).toBe(esr)
    expect(find(other)).toBe(other)
    expect(find('/usr/bin/chromium')).toBe(null)
  })

  it.each<[NodeJS.Platform, string, NodeJS.ProcessEnv]>([
    ['darwin', '/Applications/Firefox.app/Contents/MacOS/firefox', {}],
    [
      'win32',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
      { PROGRAMFILES: 'C:\\Program Files' },
    ],
  ])('finds on %s %s', (platform, file, env) => {
    expect(findInstalledFirefox(machineWith([file], { platform, env }))).toBe(file)
  })

  it('installs that of the distribution as root, and no download of Playwright', async () => {
    const files: string[] = []
    const installDebianPackages = async (names: readonly string[]) =>
      files.push(...names.map((name) => `/usr/bin/${name}`)) > 0
    const installPlaywrightBrowser = () => Promise.reject(new Error('must not be tried'))

    const machine = machineWith(files, {
      installDebianPackages,
      installPlaywrightBrowser,
      isRoot: true,
    })

    expect(await provideFirefox(machine)).toEqual({ path: esr })
  })

  it.each([
    ['sudo apt-get install -y firefox-esr', debian],
    ['an installed Firefox, named in FIREFOX_PATH', fedora],
  ])('asks for %s when it may not install', async (mend, osRelease) => {
    expect(await provideFirefox(machineWith([], { osRelease }))).toEqual({
      problem: `No Firefox was found. Mend it with: ${mend}`,
    })
  })
})

describe('provideWebKit', () => {
  const driver = '/usr/bin/WebKitWebDriver'
  const other = '/opt/webkit/WebKitWebDriver'
  const xvfb = '/usr/bin/Xvfb'

  it('takes WEBKIT_DRIVER_PATH, then any on the PATH, and nothing without Xvfb', () => {
    const env = { WEBKIT_DRIVER_PATH: '/home/ann/driver', PATH: '/opt/webkit:/usr/bin' }

    const find = (...files: string[]) => findInstalledWebKit(machineWith(files, { env }))

    expect(find(xvfb, driver, other, '/home/ann/driver')).toBe('/home/ann/driver')
    expect(find(xvfb, driver, other)).toBe(other)
    expect(find(xvfb, driver)).toBe(driver)
    expect(find(driver)).toBe(null)
    expect(find(xvfb, '/usr/bin/firefox-esr')).toBe(null)
  })

  it('installs both of the distribution as root', async () => {
    const files: string[] = []
    const asked: string[] = []
    const installDebianPackages = async (names: readonly string[]) =>
      asked.push(...names) > 0 && files.push(driver, xvfb) > 0

    const machine = machineWith(files, { installDebianPackages, isRoot: true })

    expect(await provideWebKit(machine)).toEqual({ path: driver })
    expect(asked).toEqual(['webkit2gtk-driver', 'xvfb'])
  })

  it.each([
    ['sudo apt-get install -y webkit2gtk-driver xvfb', debian],
    ['Xvfb, and the WebKitWebDriver of WebKitGTK, named in WEBKIT_DRIVER_PATH', fedora],
  ])('asks for %s when it may not install', async (mend, osRelease) => {
    expect(await provideWebKit(machineWith([], { osRelease }))).toEqual({
      problem: `No WebKitGTK was found. Mend it with: ${mend}`,
    })
  })
})

describe('a step in a browser', () => {
  const planted = new PlantedRun()

  afterEach(() => planted.remove())

  it('has failed when there is none', async () => {
    const runner = runnerWith({})

    await runner.run([planted.step('e2e', '', { browser: 'chromium' })])

    expect(runner.results.map(({ outcome }) => outcome)).toEqual([
      {
        passed: 0,
        failed: ['No browser was found. Mend it with: sudo apt-get install -y chromium'],
        skipped: [],
      },
    ])
  })

  it.each([
    ['firefox', 'Firefox', 'firefox-esr'],
    ['webkit', 'WebKitGTK', 'webkit2gtk-driver xvfb'],
  ] as const)('is skipped without %s, which is a failure where CI is set', async (...named) => {
    const [browser, title, packages] = named
    const step = planted.step(browser, '', { browser })
    const problem = `No ${title} was found. Mend it with: sudo apt-get install -y ${packages}`
    const [atHome, inCi] = [runnerWith({}), runnerWith({ CI: 'true' })]

    await atHome.run([step])
    await inCi.run([step])

    expect(atHome.results.map(({ outcome }) => outcome)).toEqual([
      { passed: 0, failed: [], skipped: [problem] },
    ])
    expect(inCi.results.map(({ outcome }) => outcome)).toEqual([
      { passed: 0, failed: [`${problem}: skipped, which is a failure in CI`], skipped: [] },
    ])
  })

  /** A runner on a machine without browsers. */
  function runnerWith(env: NodeJS.ProcessEnv) {
    return new Runner({
      root: planted.folder,
      env: { PATH: process.env['PATH'], ...env },
      processes: new Processes(),
      output: { out: () => undefined, err: () => undefined },
      browsers: {
        chromium: () => provideBrowser(machineWith([])),
        firefox: () => provideFirefox(machineWith([])),
        webkit: () => provideWebKit(machineWith([])),
      },
    })
  }
})
