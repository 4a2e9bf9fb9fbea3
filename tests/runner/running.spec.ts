import { once } from 'node:events'
import { statSync } from 'node:fs'
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

  it('shows steps that run side by side one after the other', async () => {
    const beside = 'checks'
    const chatty = (name: string) =>
      `console.log('${name} 1'); setTimeout(() => console.log('${name} 2'), 300)`

    const ended = await planted.run([
      planted.step('lint', chatty('lint'), { beside }),
      planted.step('types', chatty('types'), { beside }),
    ])

    expect(ended).toMatchObject({ code: 0, lastLine: '2 passed, 0 failed' })
    expect(ended.stdout).toContain('lint 1\nlint 2\n')
    expect(ended.stdout).toContain('types 1\ntypes 2\n')
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
