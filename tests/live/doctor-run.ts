import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runDoctor } from '../../src/cli/doctor/run-doctor.ts'
import { type Send, sendOverHttp } from '../../src/cli/doctor/send-over-http.ts'

export interface DoctorRun {
  readonly code: number
  readonly report: {
    readonly verdict: string
    readonly findings: readonly { readonly id: string; readonly severity: string }[]
    readonly proof: readonly { readonly name: string; readonly result: string }[] | null
    readonly questions: number
  }
  /** What it wrote for people. */
  readonly printed: string
  /** The `config.json` it wrote. */
  readonly config: Readonly<Record<string, unknown>>
  /** What of the secrets of this run was found in anything that it wrote. */
  readonly leaks: readonly string[]
}

export interface DoctorOptions {
  readonly url: string
  readonly origin: string
  readonly username: string
  readonly password: string
  /** The `config.json` that is there before. */
  readonly config: object
  readonly hints?: readonly string[]
  /** @default sendOverHttp */
  readonly send?: Send
}

/** Runs the doctor against a live server as its `main.ts` does, with `--write` and `--save` into a folder of its own. */
export async function examineLive(options: DoctorOptions): Promise<DoctorRun> {
  const { url, origin, username, password, config, hints = [], send = sendOverHttp } = options
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-doctor-'))
  const [file, save] = [join(folder, 'config.json'), join(folder, 'report.json')]
  const secrets = new Secrets()
  let printed = ''
  let told = ''
  try {
    await writeFile(file, JSON.stringify(config))
    const code = await runDoctor(
      [url, '--origin', origin, '--username', username, '--write', '--config', file].concat(
        ['--save', save],
        hints,
      ),
      {
        send: secrets.watching(send),
        now: Date.now,
        print: (text) => (printed += text),
        progress: (text) => (told += text ?? ''),
        tell: (text) => (told += text),
        isColoured: false,
        askPassword: async () => password,
        readFile: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null),
        writeFile: (path, text) => writeFileSync(path, text),
      },
    )
    const [saved, written] = await Promise.all([readFile(save, 'utf8'), readFile(file, 'utf8')])
    // The users of these servers have their names for passwords.
    const everything = [printed, told, saved, written].join('\n').replace(`as ${username}, `, '')
    const leaks = [password, ...secrets.found].filter((secret) => everything.includes(secret))
    return { code, report: JSON.parse(saved), printed, config: JSON.parse(written), leaks }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Collects what must not be written, by means of its own. */
class Secrets {
  readonly found = new Set<string>()

  watching(send: Send): Send {
    return async (question, signal) => {
      const [, credentials = ''] = (question.headers['Authorization'] ?? '').split(' ')
      if (credentials !== 'garbage') this.#add(credentials)
      const outcome = await send(question, signal)
      if (outcome.kind !== 'answer') return outcome
      for (const cookie of outcome.cookies) this.#add(cookie.split(/[=;]/)[1] ?? '')
      const named = /"(?:key|token|access(?:_token)?|refresh(?:_token)?)": ?"([^"]+)"/g
      if (outcome.status < 300) {
        for (const [, token = ''] of outcome.body.matchAll(named)) this.#add(token)
      }
      return outcome
    }
  }

  #add(text: string): void {
    if (text.length >= 8) this.found.add(text)
  }
}
