import { expect, it } from 'vitest'
import { Processes } from './processes.mjs'

const output = { out: () => undefined, err: () => undefined }

it('tells how a process ended', async () => {
  const processes = new Processes()
  const run = (command: string, ...args: string[]) =>
    processes.run(command, args, { cwd: '.', env: process.env, timeoutSeconds: 60, output })

  expect(await run(process.execPath, '-e', 'process.exit(3)')).toEqual({ how: 'exited', code: 3 })
  expect(await run(process.execPath, '-e', `process.kill(process.pid, 'SIGKILL')`)).toEqual({
    how: 'signal',
    signal: 'SIGKILL',
  })
  expect(await run('no-such-command')).toMatchObject({ how: 'start' })
})

it('starts nothing when the run is over', async () => {
  const processes = new Processes()
  processes.endAll()

  const options = { cwd: '.', env: process.env, timeoutSeconds: 60, output }
  const ending = await processes.run(process.execPath, ['-e', ''], options)

  expect(ending).toEqual({ how: 'start', message: 'the run is over' })
})
