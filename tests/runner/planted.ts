import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report, Step } from './steps.mjs'

const runner = fileURLToPath(new URL('../run.mjs', import.meta.url))

/** How a run of the real runner ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  /** The last line, without its line break. */
  readonly lastLine: string | undefined
}

/** A folder for one test, and the real runner on steps that the test makes up. */
export class PlantedRun {
  readonly folder = mkdtempSync(join(tmpdir(), 'latchkey-runner-'))
  readonly #env: NodeJS.ProcessEnv

  constructor(env: NodeJS.ProcessEnv = {}) {
    this.#env = { ...ownEnvironment(), ...env }
  }

  /** A step that runs JavaScript. */
  step(name: string, script: string, more: Partial<Step> = {}): Step {
    return { name, command: ['node', '-e', script], timeoutSeconds: 60, ...more }
  }

  /** A step that writes a report (an object as JSON, a string as it is) and exits. */
  suite(format: Report['format'], report: object | string, exitCode = 0): Step {
    const text = typeof report === 'string' ? report : JSON.stringify(report)
    const file = this.file('report.json')
    const script = `fs.writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(text)})
      process.exit(${exitCode})`
    return this.step('suite', script, { report: { format, file } })
  }

  file(name: string): string {
    return join(this.folder, name)
  }

  start(steps: readonly Step[], args: readonly string[] = []): ChildProcess {
    const file = this.file('steps.json')
    writeFileSync(file, JSON.stringify(steps))
    return spawn(process.execPath, [runner, '--steps', file, ...args], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  async run(steps: readonly Step[], args: readonly string[] = []): Promise<Ended> {
    return endOf(this.start(steps, args))
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** The environment without what the runner reads from it. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const isOfRunner = (name: string) => name === 'CI' || name.startsWith('LATCHKEY_')
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOfRunner(name)))
}

/** Waits for a started run and everything it prints. */
export async function endOf(child: ChildProcess): Promise<Ended> {
  let stdout = ''
  child.stdout?.on('data', (text) => (stdout += String(text)))
  child.stderr?.resume()
  await once(child, 'close')
  return { code: child.exitCode, stdout, lastLine: stdout.trimEnd().split('\n').at(-1) }
}

type Status = 'passed' | 'failed' | 'skipped' | 'todo'

/** A report as Vitest writes it, of one file with these tests. */
export function vitestReport(...statuses: readonly Status[]) {
  const assertionResults = statuses.map((status, index) => ({ status, fullName: `test ${index}` }))
  const status = statuses.includes('failed') ? 'failed' : 'passed'
  return { testResults: [{ name: 'a.spec.ts', status, message: '', assertionResults }] }
}
