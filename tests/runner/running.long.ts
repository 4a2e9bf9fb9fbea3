import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PlantedRun, endOf } from './planted.ts'

/** JavaScript of a process that is not to be ended in peace, and writes into a file while it lives. */
const stubborn = (file: string) => `
  process.on('SIGTERM', () => {})
  setInterval(() => fs.appendFileSync(${JSON.stringify(file)}, '.'), 20)`

/** JavaScript that goes on when a file is there. */
const waitsFor = (file: string) => `
  const clock = new Int32Array(new SharedArrayBuffer(4))
  while (!fs.existsSync(${JSON.stringify(file)})) Atomics.wait(clock, 0, 0, 20)`

/** JavaScript that starts such a process, and goes on when it lives. */
const startsStubborn = (file: string) => `
  require('node:child_process')
    .spawn(process.execPath, ['-e', ${JSON.stringify(stubborn(file))}], { stdio: 'inherit' })
    .unref()
  ${waitsFor(file)}`

const waits = `setTimeout(() => {}, 60_000)`

describe('a run', { timeout: 30_000 }, () => {
  let planted: PlantedRun

  beforeEach(() => {
    planted = new PlantedRun()
  })

  afterEach(() => planted.remove())

  it('ends a step that takes too long, and all that it started', async () => {
    const signs = planted.file('signs-of-life')
    const script = `${startsStubborn(signs)}; ${waits}`

    const ended = await planted.run([planted.step('e2e', script, { timeoutSeconds: 5 })])

    expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed' })
    expect(ended.stdout).toContain('e2e: took longer than 5 s and was ended')
    await expectGone(signs)
  })

  it('kills a step that does not end when it is told to', async () => {
    const script = stubborn(planted.file('signs-of-life'))

    const ended = await planted.run([planted.step('e2e', script, { timeoutSeconds: 1 })])

    expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed' })
  })

  it('takes another time limit from the environment', async () => {
    const impatient = new PlantedRun({ LATCHKEY_TIMEOUT_E2E_SECONDS: '0.5' })

    const ended = await impatient.run([impatient.step('e2e', waits)])

    impatient.remove()
    expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed' })
    expect(ended.stdout).toContain('took longer than 0.5 s')
  })

  it('leaves no process of a step behind', async () => {
    const signs = planted.file('signs-of-life')

    const ended = await planted.run([planted.step('e2e', startsStubborn(signs))])

    expect(ended).toMatchObject({ code: 0, lastLine: '1 passed, 0 failed' })
    await expectGone(signs)
  })

  it('closes with its count, whatever a step prints late', async () => {
    const signs = planted.file('signs-of-life')
    const late = `${stubborn(signs)}; setInterval(() => { console.log('late'); console.error('late') }, 50)
      setTimeout(() => process.exit(), 5000)`
    const script = `require('node:child_process')
      .spawn(process.execPath, ['-e', ${JSON.stringify(late)}], { stdio: 'inherit', detached: true })
      .unref()
      ${waitsFor(signs)}`

    const ended = await planted.run([planted.step('e2e', script)])

    expect(ended.stdout).toMatch(/^late$/m)
    expect(ended).toMatchObject({ code: 0, lastLine: '1 passed, 0 failed' })
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('ends what is running on %s', async (signal) => {
    const signs = planted.file('signs-of-life')
    const script = `${startsStubborn(signs)}; console.log(1 + 1, 'started'); ${waits}`
    const child = planted.start([planted.step('unit', script), planted.step('build', '')])
    const end = endOf(child)
    await outputOf(child, '2 started')

    child.kill(signal)

    const ended = await end
    expect(ended).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed' })
    expect(ended.stdout).toContain('unit: was interrupted')
    expect(ended.stdout).not.toContain('── build')
    await expectGone(signs)
  })

  it('names the step before each line of those that run side by side', async () => {
    const beside = 'checks'
    const chatty = `process.stdout.write('one, '); console.log('and more'); process.stderr.write('odd')`

    const ended = await planted.run([
      planted.step('lint', chatty, { beside }),
      planted.step('types', chatty, { beside }),
    ])

    expect(ended).toMatchObject({ code: 0, lastLine: '2 passed, 0 failed' })
    for (const name of ['lint', 'types']) {
      expect(ended.stdout).toContain(`${name} │ one, and more\n`)
      expect(ended.stdout).toMatch(new RegExp(`── ${name}: 1 passed, 0 failed, after [\\d.]+ s`))
    }
  })

  it('runs two at a time, each when what it needs has ended', async () => {
    const beside = 'checks'
    const log = planted.file('log')
    const noted = (name: string, script = '') => {
      const note = (what: string) =>
        `fs.appendFileSync(${JSON.stringify(log)}, '${name} ${what}\\n')`
      return `${note('begins')}; ${script}; process.on('exit', () => { ${note('ends')} })`
    }
    const gate = planted.file('gate')

    const ended = await planted.run([
      planted.step('build', noted('build', waitsFor(gate)), { beside }),
      planted.step('e2e', noted('e2e'), { beside, needs: ['build'] }),
      planted.step('lint', noted('lint', `fs.writeFileSync(${JSON.stringify(gate)}, '')`), {
        beside,
      }),
    ])

    expect(ended).toMatchObject({ code: 0, lastLine: '3 passed, 0 failed' })
    const lines = readFileSync(log, 'utf8').trim().split('\n')
    // The build goes on when lint has begun: they run at once. The browser waits for the build.
    expect(lines.indexOf('lint begins')).toBeLessThan(lines.indexOf('build ends'))
    expect(lines.indexOf('e2e begins')).toBeGreaterThan(lines.indexOf('build ends'))
  })

  it('can be asked for some steps alone', async () => {
    const steps = ['lint', 'unit', 'build'].map((name) => planted.step(name, ''))

    const ended = await planted.run(steps, ['--only', 'build,lint'])

    expect(ended).toMatchObject({ code: 0, lastLine: '2 passed, 0 failed' })
    expect(ended.stdout).not.toContain('── unit')
  })

  it('has the steps on request when they are asked for', async () => {
    const steps = [planted.step('e2e', ''), planted.step('live', '', { onRequest: 'live' })]

    expect(await planted.run(steps)).toMatchObject({ lastLine: '1 passed, 0 failed' })
    expect(await planted.run(steps, ['--live'])).toMatchObject({ lastLine: '2 passed, 0 failed' })
    expect(await planted.run(steps, ['--only', 'live'])).toMatchObject({
      lastLine: '1 passed, 0 failed',
    })
  })

  it.each([['--only', 'units'], ['--lives'], ['--only']])('refuses %s %s', async (...args) => {
    const ended = await planted.run([planted.step('unit', '')], args)

    expect(ended).toMatchObject({ code: 2, stdout: '' })
  })
})

async function outputOf(child: ReturnType<PlantedRun['start']>, text: string) {
  let output = ''
  while (!output.includes(text) && child.stdout) {
    output += String(await once(child.stdout, 'data'))
  }
}

async function expectGone(signsOfLife: string) {
  const size = () => statSync(signsOfLife).size
  const before = size()
  await delay(300)
  expect(before).toBeGreaterThan(0)
  expect(size()).toBe(before)
}
