import { afterEach, describe, expect, it } from 'vitest'
import { type Machine, findInstalledBrowser, provideBrowser } from './browser.mjs'
import { Processes } from './processes.mjs'
import { Runner } from './runner.mjs'
import { PlantedRun } from './planted.ts'

const debian = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
const ubuntu = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n'
const fedora = 'NAME="Fedora Linux"\nID=fedora\n'
const own = '/cache/chromium/chrome'

/** A machine on which these files are browsers that start, and nothing can be installed. */
function machineWith(files: readonly string[], more: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    isRoot: false,
    osRelease: debian,
    isBrowser: (file) => files.includes(file),
    playwrightBrowser: async () => own,
    installPlaywrightBrowser: async () => false,
    installDebianChromium: async () => false,
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
      const installDebianChromium = async () => files.push('/usr/bin/chromium') > 0

      const machine = machineWith(files, { installDebianChromium, isRoot: true, osRelease })

      expect(await provideBrowser(machine)).toEqual({ path: '/usr/bin/chromium' })
    },
  )

  it.each([
    ['sudo apt-get install -y chromium', { isRoot: false, osRelease: debian }],
    ['npx playwright install chromium', { isRoot: true, osRelease: fedora }],
    ['npx playwright install chromium', { isRoot: true, osRelease: '' }],
  ])('asks for %s when it may not install', async (command, more) => {
    const installDebianChromium = () => Promise.reject(new Error('must not be tried'))

    const machine = machineWith([], { ...more, installDebianChromium })

    expect(await provideBrowser(machine)).toEqual({
      problem: `No browser was found. Mend it with: ${command}`,
    })
  })
})

describe('a step in a browser', () => {
  const planted = new PlantedRun()

  afterEach(() => planted.remove())

  it('has failed when there is none', async () => {
    const runner = new Runner({
      root: planted.folder,
      env: process.env,
      processes: new Processes(),
      output: { out: () => undefined, err: () => undefined },
      provideBrowser: () => provideBrowser(machineWith([])),
    })

    await runner.run([planted.step('e2e', '', { browser: true })])

    expect(runner.results.map(({ outcome }) => outcome)).toEqual([
      {
        passed: 0,
        failed: ['No browser was found. Mend it with: sudo apt-get install -y chromium'],
        skipped: [],
      },
    ])
  })
})
