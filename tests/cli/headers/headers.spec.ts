import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runHeaders } from '@/cli/headers/run-headers'

const config = {
  apiBaseUrl: 'https://api.example.com/v1',
  auth: {
    profile: 'simplejwt',
    endpoints: { obtain: 'https://id.example.com:8443/token/', user: '/user/', refresh: null },
    csrf: { bootstrap: { url: 'https://csrf.example.com/', method: 'GET' } },
  },
  lists: [
    { title: 'Posts', path: 'posts', url: '/posts/' },
    { title: 'Files', path: 'files', url: 'https://files.example.com/all?x="; #' },
  ],
}

/** Runs the command over one file. */
function run(args: string, file: object | string = config) {
  const text = typeof file === 'string' ? file : JSON.stringify(file)
  let [printed, told] = ['', '']
  const exitCode = runHeaders(args.split(' ').filter(Boolean), {
    print: (more) => (printed += more),
    tell: (more) => (told += more),
    readFile: (path) => (path === 'dist/config.json' ? text : null),
  })
  return { exitCode, printed, told }
}

const csp = (printed: string) => /default-src[^"\n]*/.exec(printed)?.[0] ?? ''

describe.each(['nginx', 'caddy', 'static'])('the headers for %s', (server) => {
  it('let requests go to the origins of the API and nowhere else', () => {
    const { printed, exitCode } = run(`--for ${server}`)

    expect(exitCode).toBe(0)
    const connect = /connect-src [^;]*/.exec(csp(printed))?.[0]
    expect(connect).toBe(
      "connect-src 'self' https://api.example.com https://id.example.com:8443" +
        ' https://csrf.example.com https://files.example.com',
    )
  })

  it('let them go to the app’s own origin alone where the API is there', () => {
    const { printed } = run(`--for ${server}`, { apiBaseUrl: '/api', auth: {} })

    expect(csp(printed)).toContain("connect-src 'self';")
  })

  it('forbid framing, sniffing and script made of text, and say how long files may be kept', () => {
    const { printed } = run(`--for ${server}`)

    expect(csp(printed)).toContain("frame-ancestors 'none'")
    expect(csp(printed)).toContain("require-trusted-types-for 'script'; trusted-types vue")
    expect(printed).toMatch(/X-Content-Type-Options:? "?nosniff/)
    expect(printed).toMatch(/Referrer-Policy:? "?no-referrer/)
    expect(printed).toMatch(/Strict-Transport-Security:? "?max-age=63072000; includeSubDomains/)
    expect(printed).toMatch(/Permissions-Policy:? "?.*camera=\(\)/)
    expect(printed).toMatch(/Cross-Origin-Opener-Policy:? "?same-origin/)
    expect(printed).toMatch(/Cross-Origin-Resource-Policy:? "?same-origin/)
    expect(printed).toContain('immutable')
    expect(printed).toContain('no-cache')
  })

  it('know the path of the app, and leave subdomains alone if they shall', () => {
    const { printed } = run(`--for ${server} --base /app/ --no-subdomains`)

    expect(printed).toContain('/app/assets/')
    expect(printed).not.toContain('includeSubDomains')
  })
})

describe('the file that lies in deploy/', () => {
  it('is what the command writes for an API on the same origin', () => {
    const { printed } = run('--for static', { apiBaseUrl: '/' })

    expect(readFileSync('deploy/_headers', 'utf8')).toBe(printed)
  })
})

describe('what the command refuses', () => {
  it.each([
    ['no server', '', config, 'Say for which server'],
    ['an unknown server', '--for apache', config, 'Say for which server'],
    ['an unknown option', '--for nginx --bse /', config, '--bse'],
    ['a path without its slashes', '--for nginx --base app', config, '--base must begin and end'],
    ['a path that is none', '--for nginx --base /a"b/', config, '--base must begin and end'],
    ['a missing file', '--for nginx --config x.json', config, 'There is no x.json'],
    ['no JSON', '--for nginx', '<!doctype html>', 'no JSON object'],
    ['no address', '--for nginx', { auth: {} }, 'apiBaseUrl is missing'],
    ['a relative address', '--for nginx', { apiBaseUrl: 'api' }, 'apiBaseUrl is'],
    ['another scheme', '--for nginx', { apiBaseUrl: 'javascript:alert(1)' }, 'apiBaseUrl is'],
    [
      'a password in an address',
      '--for nginx',
      { apiBaseUrl: '/', auth: { endpoints: { user: 'https://a:secret@b.c/' } } },
      'auth.endpoints.user is',
    ],
  ])('%s', (_, args, file, words) => {
    const { exitCode, printed, told } = run(args, file)

    expect(exitCode).toBe(3)
    expect(printed).toBe('')
    expect(told).toContain(words)
    expect(told).not.toContain('secret')
  })
})
