import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { askPassword } from '@/cli/doctor/ask-password'

/** A terminal whose keyboard types `keys`. */
function terminalThatTypes(keys: string) {
  const modes: boolean[] = []
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => modes.push(isRaw),
  })
  stdin.write(keys)
  return { stdin, modes }
}

describe('askPassword', () => {
  it('takes the password of the environment', async () => {
    const { stdin } = terminalThatTypes('')

    const password = await askPassword({ variable: 'secret', stdin, stderr: new PassThrough() })

    expect(password).toBe('secret')
  })

  it('takes the first line of what is piped in', async () => {
    const stdin = Object.assign(new PassThrough(), { isTTY: false, setRawMode: () => undefined })
    stdin.end('secret word\nmore\n')

    const password = await askPassword({ variable: undefined, stdin, stderr: new PassThrough() })

    expect(password).toBe('secret word')
  })

  it('asks a terminal, and shows nothing of what is typed', async () => {
    const { stdin, modes } = terminalThatTypes('secrex\u007ft\r')
    const stderr = new PassThrough()

    const password = await askPassword({ variable: undefined, stdin, stderr })

    expect(password).toBe('secret')
    expect(String(stderr.read())).toBe('Password: \n')
    expect(modes).toEqual([true, false])
  })

  it('gives up at Ctrl-C, and gives the terminal back', async () => {
    const { stdin, modes } = terminalThatTypes('sec\u0003')

    const asked = askPassword({ variable: '', stdin, stderr: new PassThrough() })

    await expect(asked).rejects.toThrow('No password was typed.')
    expect(modes).toEqual([true, false])
  })
})
