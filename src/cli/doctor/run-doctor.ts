import { parseJsonObject } from '@/auth/backends/json-body'
import type { Credentials } from '@/auth/core/ports'
import { configWith, diffLines, listsIn } from './config-file'
import { examine } from './examine'
import { Interview } from './interview'
import type { Limits } from './interview'
import { parseOptions, usage, UsageError } from './options'
import type { DoctorOptions } from './options'
import { Redactor } from './redactor'
import { coloured, plain, render } from './render'
import { exitCodes } from './report'
import type { Report } from './report'
import type { Send } from './send-over-http'

/** What the tool is given by the process it runs in. */
export interface Terminal {
  readonly send: Send
  readonly now: () => number
  /** For the report. */
  readonly print: (text: string) => void
  /** Shows what is being done; `null` when nothing is any more. */
  readonly progress: (text: string | null) => void
  /** For everything else. */
  readonly tell: (text: string) => void
  readonly isColoured: boolean
  readonly askPassword: () => Promise<string>
  /** `null` where there is no such file. */
  readonly readFile: (path: string) => string | null
  readonly writeFile: (path: string, text: string) => void
}

const limitsFor = (options: DoctorOptions): Limits => ({
  requests: options.username === null ? 80 : 150,
  stepMs: 5_000,
  totalMs: options.username === null ? 60_000 : 120_000,
})

/** Runs the tool. @returns the exit code; see {@link exitCodes} */
export async function runDoctor(
  args: readonly string[],
  terminal: Terminal,
  limits?: Limits,
): Promise<number> {
  if (args.includes('--help')) {
    terminal.print(`${usage}\n`)
    return 0
  }
  try {
    const options = parseOptions(args)
    checkConfig(options, terminal)
    const report = await diagnose(options, terminal, limits ?? limitsFor(options))
    terminal.progress(null)
    publish(report, options, terminal)
    return exitCodes[report.verdict]
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    terminal.tell(`${error.message}\n\n${usage}`)
    return exitCodes.usage
  }
}

/** What cannot be read is not written over. */
function checkConfig({ write, config }: DoctorOptions, { readFile }: Terminal): void {
  const text = readFile(config)
  if (write && text !== null && parseJsonObject(text) === null) {
    throw new UsageError(`${config} is no JSON object, and is not written over.`)
  }
}

async function diagnose(
  options: DoctorOptions,
  { send, now, tell, progress, askPassword, readFile }: Terminal,
  limits: Limits,
): Promise<Report> {
  const { baseUrl, origin, username } = options
  const password = username === null ? '' : await askPassword()
  if (username !== null && password === '') throw new UsageError('There is no password.')
  const logins = username === null ? 'It does not log in.' : `It logs in as ${username}, twice.`
  tell(`${baseUrl}, for the app at ${origin}`)
  tell(`At most ${limits.requests} questions in ${limits.totalMs / 1000} s. ${logins}`)
  const credentials: Credentials | null = username === null ? null : { username, password }
  const interview = new Interview(send, limits, new Redactor())
  return await examine(options, credentials, {
    interview,
    now,
    tell: progress,
    lists: listsIn(readFile(options.config)),
  })
}

function publish(report: Report, options: DoctorOptions, terminal: Terminal): void {
  const before = terminal.readFile(options.config)
  const { settings } = report
  const after = settings === null ? before : configWith(before, options, settings)
  const text = `${JSON.stringify(report, null, 2)}\n`
  const paint = terminal.isColoured ? coloured : plain
  terminal.print(options.json ? text : render(report, diffOf(before, after), paint))
  if (options.save !== null) writeTo(options.save, text, terminal)
  if (!options.write) return
  if (settings !== null && after !== null) {
    writeTo(options.config, after, terminal)
    terminal.tell('npm run dev:api starts the app with it.')
  } else terminal.tell('Nothing is written: there is no configuration to write.')
}

/** @throws UsageError for a file that cannot be written */
function writeTo(path: string, text: string, { writeFile, tell }: Terminal): void {
  try {
    writeFile(path, text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError(`${path} cannot be written: ${reason}`, { cause })
  }
  tell(`Written: ${path}`)
}

/** Compares what the files mean, not how they are spaced. */
function diffOf(before: string | null, after: string | null): readonly string[] {
  return diffLines(tidy(before), tidy(after))
}

function tidy(text: string | null): string {
  try {
    return JSON.stringify(JSON.parse(text ?? ''), null, 2)
  } catch {
    return text ?? ''
  }
}
