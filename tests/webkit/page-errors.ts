import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** Where pages tell their uncaught errors and breaches of their content security policy. */
export interface PageErrors {
  /** All until now. */
  readonly told: string[]
  /** A copy of a build whose pages tell. */
  readonly watch: (build: string) => Promise<string>
  /** Ends the server and deletes the copies. */
  readonly close: () => Promise<void>
}

/**
 * WebDriver has no command for what a page logs. So the pages are watched from within: by a script of their own origin
 * that comes before all others.
 */
export async function startPageErrors(): Promise<PageErrors> {
  const told: string[] = []
  const folders: string[] = []
  const server = createServer((request, response) => {
    void text(request).then((error) => {
      told.push(error)
      response.writeHead(204, { 'Access-Control-Allow-Origin': '*' }).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')

  return {
    told,
    watch: async (build) => {
      const folder = await mkdtemp(join(tmpdir(), 'latchkey-watched-'))
      folders.push(folder)
      await cp(build, folder, { recursive: true })
      await writeFile(join(folder, 'watch.js'), watchScript(`http://127.0.0.1:${address.port}/`))
      const page = join(folder, 'index.html')
      const html = await readFile(page, 'utf8')
      await writeFile(page, html.replace('<head>', '<head><script src="/watch.js"></script>'))
      return folder
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
    },
  }
}

/** What it tells has arrived before the page goes on. */
const watchScript = (url: string) => `
  const tell = (text) => {
    const request = new XMLHttpRequest()
    request.open('POST', '${url}', false)
    request.send(text)
  }
  addEventListener('error', ({ message }) => tell('error: ' + message))
  addEventListener('unhandledrejection', ({ reason }) => tell('unhandled rejection: ' + reason))
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    tell('content security policy: ' + violatedDirective + ' ' + blockedURI))
`
