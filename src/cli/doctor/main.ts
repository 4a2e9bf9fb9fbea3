import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { askPassword } from './ask-password'
import { createProgress } from './progress'
import { runAppCheck } from '../deployed-app/run-app-check'
import { runDoctor } from './run-doctor'
import { runHeaders } from '../headers/run-headers'
import { sendOverHttp } from './send-over-http'

const { argv, env, stdin, stdout, stderr } = process

const terminal = {
  send: sendOverHttp,
  now: Date.now,
  print: (text: string) => stdout.write(text),
  progress: createProgress({ isTTY: stderr.isTTY, write: (text) => stderr.write(text) }),
  tell: (text: string) => stderr.write(`${text}\n`),
  isColoured: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  askPassword: () => askPassword({ variable: env['DOCTOR_PASSWORD'], stdin, stderr }),
  readFile: (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : null),
  writeFile: (path: string, text: string) => {
    writeFileSync(path, text)
  },
}
const args = argv.slice(2)
process.exitCode = await run()

async function run(): Promise<number> {
  if (args[0] === 'headers') return runHeaders(args.slice(1), terminal)
  if (args.some((arg) => /^--app(?:=|$)/.test(arg))) return await runAppCheck(args, terminal)
  return await runDoctor(args, terminal)
}
