import { createInterface } from 'node:readline'
import { UsageError } from './options'

/** What of `process.stdin` is used. */
export interface Keyboard extends NodeJS.ReadableStream {
  readonly isTTY: boolean
  readonly setRawMode: (isRaw: boolean) => unknown
}

/** Where a password may come from, in this order. */
export interface PasswordSources {
  /** From the environment. */
  readonly variable: string | undefined
  readonly stdin: Keyboard
  readonly stderr: NodeJS.WritableStream
}

/** The password: of the environment, of a terminal without echo, or the first line of what is piped in. */
export async function askPassword({ variable, stdin, stderr }: PasswordSources): Promise<string> {
  if (variable !== undefined && variable !== '') return variable
  if (!stdin.isTTY) {
    const lines = createInterface({ input: stdin })
    for await (const line of lines) return line
    return ''
  }
  stderr.write('Password: ')
  stdin.setRawMode(true)
  try {
    return await readHidden(stdin)
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}

async function readHidden(stdin: Keyboard): Promise<string> {
  stdin.setEncoding('utf8')
  let typed = ''
  for await (const chunk of stdin) {
    for (const key of String(chunk)) {
      if (key === '\r' || key === '\n') return typed
      if (key === '\u0003' || key === '\u0004') throw new UsageError('No password was typed.')
      typed = key === '\u007f' || key === '\b' ? typed.slice(0, -1) : typed + key
    }
  }
  return typed
}
