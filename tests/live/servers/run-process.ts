import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What a process is started with. */
export interface ProcessOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

/** A process that ended badly; the message holds the last lines it wrote. */
export class ProcessError extends Error {
  constructor(what: string, output: string, remedy = '') {
    const lines = lastLines(output).map((line) => `  ${line}`)
    super([`${what} failed. Its last lines:`, ...lines, remedy].filter(Boolean).join('\n'))
    this.name = new.target.name
  }
}

/**
 * Runs a program to its end and returns what it wrote to stdout.
 *
 * @throws {ProcessError} When it cannot be started or ends with another code than 0.
 */
export async function runProcess(
  what: string,
  program: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, [...args], {
      ...options,
      maxBuffer: 16 * 1024 * 1024,
    })
    return stdout
  } catch (error) {
    throw new ProcessError(what, outputOf(error))
  }
}

/** What is worth showing of a long output. */
export function lastLines(output: string, count = 12): string[] {
  const lines = output.trim().split('\n').slice(-count)
  return lines.map((line) => (line.length > 300 ? `${line.slice(0, 300)} …` : line))
}

function outputOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const stderr = 'stderr' in error ? String(error.stderr) : ''
  const stdout = 'stdout' in error ? String(error.stdout) : ''
  return stderr.trim() || stdout.trim() || error.message
}
