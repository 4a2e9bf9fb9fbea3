import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliModule, hasWebServer as isInstalled, searchPath } from '../../runner/web-server.mjs'
import { freePort } from '../../support/free-port.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const dist = join(root, 'dist')
const deploy = join(root, 'deploy')
const doctor = join(root, 'node_modules/.cache/cli/doctor.mjs')
const run = promisify(execFile)

/** The files of `deploy/`; that of the container without one. */
export const webServers = ['nginx', 'Caddy', 'start.sh'] as const
export type WebServerName = (typeof webServers)[number]

/** What is served, and how. */
export interface Deployment {
  readonly config: object
  /** The path of the app, as `/` or `/app/`. */
  readonly base: string
  /** Where the API is, as `http://127.0.0.1:8000`, */
  readonly api: string
  /** and those of its paths that the web server hands on, as `/api/`. */
  readonly apiPaths: readonly string[]
}

/** A web server as it would be in production. */
export interface WebServer {
  readonly url: string
  /** What lies there to be served; a test may change it. */
  readonly folder: string
  /** Ends it. */
  readonly close: () => Promise<void>
}

/** Where it runs: a folder of its own, with `www` in it, and a port. */
interface Place extends Deployment {
  readonly folder: string
  readonly port: number
}

/** Whether the program is installed. */
export const hasWebServer = (name: WebServerName): boolean =>
  isInstalled(name === 'nginx' ? 'nginx' : 'caddy')

/**
 * Serves the production build with the files of `deploy/`, with no more changed in them than their comments ask for.
 *
 * @throws {Error} with what the server said, where it does not start
 */
export async function startWebServer(
  name: WebServerName,
  deployment: Deployment,
): Promise<WebServer> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-web-'))
  const place = { ...deployment, folder, port: await freePort() }
  const files = join(folder, `www${place.base}`)
  await mkdir(files, { recursive: true })
  await cp(dist, files, { recursive: true })
  await writeFile(join(files, 'config.json'), JSON.stringify(place.config))
  const child = await starters[name](place)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => (said += text.toString()))
  }
  const ended = once(child, 'exit')
  const url = `http://127.0.0.1:${place.port}`
  const close = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true })
  }
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) break
    if (await answers(url)) return { url, folder: files, close }
    await delay(50)
  }
  await close()
  throw new Error(`${name} did not start:\n${said}`)
}

const starters = {
  nginx: startNginx,
  Caddy: async (place: Place) => {
    await writeHeaders('caddy', place)
    return start('caddy', caddyArgs(deploy), place)
  },
  'start.sh': async (place: Place) => {
    // Bundled by its first run, as in the container.
    await run(process.execPath, [join(root, 'src/cli/run.mjs'), 'doctor', 'headers', '--help'])
    return start('sh', [join(deploy, 'start.sh')], place)
  },
}

async function startNginx(place: Place) {
  await writeHeaders('nginx', place)
  const { folder, port, base, api, apiPaths } = place
  const shipped = await readFile(join(deploy, 'nginx.conf'), 'utf8')
  const block = /^ {2}location \^~ \/api\/ \{.*?^ {2}\}\n/ms.exec(shipped)?.[0] ?? ''
  const server = shipped
    .replace(block, apiPaths.map((path) => block.replace('/api/', path)).join('\n'))
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace('root /srv/latchkey;', `root ${join(folder, 'www')};`)
    .replace('location / {', `location ${base} {`)
    .replace('/index.html;', `${base}index.html;`)
    .replaceAll('http://127.0.0.1:8000', api)
    .replace('gzip_vary on;', 'gzip_vary on;\n  brotli_static on;')
  await writeFile(join(folder, 'app.conf'), server)
  await writeFile(join(folder, 'nginx.conf'), nginxAround(folder))
  return start('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], place)
}

/** As Debian's, as far as it matters here. */
const nginxAround = (folder: string) => `
load_module ${brotliModule};
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 2;
pid ${folder}/nginx.pid;
error_log stderr warn;
events {}
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((what) => `${what}_temp_path ${folder}/${what};`).join('\n  ')}
  include app.conf;
}
`

/** By the command that people are told to use. */
async function writeHeaders(server: 'nginx' | 'caddy', { folder, base }: Place): Promise<void> {
  const config = join(folder, `www${base}config.json`)
  const args = ['doctor', 'headers', '--for', server, '--config', config, '--base', base]
  const { stdout } = await run(process.execPath, [join(root, 'src/cli/run.mjs'), ...args])
  await writeFile(headersFile(server, folder), stdout)
}

const headersFile = (server: 'nginx' | 'caddy', folder: string) =>
  join(folder, server === 'nginx' ? 'latchkey-headers.conf' : 'latchkey-headers.caddy')

const caddyArgs = (folder: string) =>
  ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'] as const

function start(command: string, args: readonly string[], place: Place) {
  const { folder, port, base, api, apiPaths } = place
  const env = {
    ...process.env,
    PATH: searchPath,
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
    LATCHKEY_ADDRESS: `http://127.0.0.1:${port}`,
    LATCHKEY_ROOT: join(folder, 'www'),
    LATCHKEY_BASE: base,
    LATCHKEY_API: api,
    LATCHKEY_API_PATHS: apiPaths.map((path) => `${path}*`).join(' '),
    LATCHKEY_HEADERS: headersFile('caddy', folder),
    LATCHKEY_DOCTOR: doctor,
  }
  return spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function answers(url: string): Promise<boolean> {
  return await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  )
}
