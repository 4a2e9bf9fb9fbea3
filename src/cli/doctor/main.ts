import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { askPassword } from './ask-password'
import { createProgress } from './progress'
import { runDoctor } from './run-doctor'
import { sendOverHttp } from './send-over-http'

const { argv, env, stdin, stdout, stderr } = process

process.exitCode = await runDoctor(argv.slice(2), {
  send: sendOverHttp,
  now: Date.now,
  print: (text) => stdout.write(text),
  progress: createProgress({ isTTY: stderr.isTTY, write: (text) => stderr.write(text) }),
  tell: (text) => stderr.write(`${text}\n`),
  isColoured: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  askPassword: () => askPassword({ variable: env['DOCTOR_PASSWORD'], stdin, stderr }),
  readFile: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null),
  writeFile: (path, text) => writeFileSync(path, text),
})
