import { runDoctor } from '@/cli/doctor/run-doctor'
import type { Terminal } from '@/cli/doctor/run-doctor'
import type { Limits } from '@/cli/doctor/interview'
import { sendOverHttp } from '@/cli/doctor/send-over-http'

/** What came of one run. */
export interface Run {
  readonly code: number
  readonly printed: string
  readonly told: string
  /** Files by path, those that were there and those that were written. */
  readonly files: Readonly<Record<string, string>>
  /** Everything that left the tool, to be searched for what must not. */
  readonly everything: string
}

export interface WorldOptions {
  readonly password?: string
  readonly files?: Readonly<Record<string, string>>
  readonly limits?: Limits
  readonly terminal?: Partial<Terminal>
}

/** As in `run-doctor.ts`: a busy machine may take its time. */
const usual: Limits = { requests: 150, stepMs: 5_000, totalMs: 60_000 }

/** Runs the doctor as its `main.ts` does, with files in memory. */
export async function run(args: readonly string[], options: WorldOptions = {}): Promise<Run> {
  const { password = 'correct-horse', limits = usual, terminal = {} } = options
  const files: Record<string, string> = { ...options.files }
  const written: string[] = []
  const printed: string[] = []
  const told: string[] = []
  const code = await runDoctor(
    args,
    {
      send: sendOverHttp,
      now: Date.now,
      print: (text) => printed.push(text),
      progress: (text) => told.push(text ?? ''),
      tell: (text) => told.push(text),
      isColoured: false,
      askPassword: async () => password,
      readFile: (path) => files[path] ?? null,
      writeFile: (path, text) => {
        files[path] = text
        written.push(text)
      },
      ...terminal,
    },
    limits,
  )
  const everything = [...printed, ...told, ...written].join('\n')
  return { code, printed: printed.join(''), told: told.join('\n'), files, everything }
}

/** The report of a run with `--json`, as programs see it. */
export function reportIn({ printed }: Run): {
  readonly verdict: string
  readonly findings: readonly { readonly id: string; readonly severity: string }[]
  readonly settings: unknown
  readonly proof: readonly { readonly name: string; readonly result: string }[] | null
  readonly questions: number
} {
  return JSON.parse(printed)
}
