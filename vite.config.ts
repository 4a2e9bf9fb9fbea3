import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import type { Plugin, ProxyOptions } from 'vite'
import { loadEnv } from 'vite'
import { defineConfig } from 'vitest/config'
import { policyForMeta } from './src/cli/headers/content-security-policy.ts'
import { demoAccounts } from './src/mocks/accounts.ts'
import type { MockAccount } from './src/mocks/accounts.ts'

/**
 * `mock` and `demo` carry the embedded backend; `api` and `production` talk to the API of
 * `public/config.json` and contain nothing of it.
 */
const mockModes = ['mock', 'demo']

/** How long the mock's tokens live, in seconds. Dev only; see README. */
const mockSettings = ['MOCK_DIALECT', 'MOCK_ACCESS_SECONDS', 'MOCK_REFRESH_SECONDS', 'MOCK_ROTATE']

const dependencies = ['axios', 'jwt-decode', 'leven', 'pinia', 'valibot', 'vue', 'vue-router']
const mockDependencies = [
  'idb',
  'msw',
  'msw/browser',
  '@noble/hashes/hmac.js',
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
]

export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, process.cwd(), ['API_', 'MOCK_', 'BASE_', 'VITE_'])
  const isMock = mockModes.includes(mode)
  const base = env['BASE_PATH'] ?? '/'
  const proxy = env['API_PROXY'] && mode === 'api' ? apiProxy(env['API_PROXY'], base) : {}

  return {
    base,
    plugins: [
      vue(),
      contentSecurityPolicy(isMock, pinnedOrigins(env['VITE_API_ORIGINS'])),
      isMock ? mockServiceWorker() : preloadConfig(base),
      isMock && introduceDemo(),
      precompress(),
    ],
    resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
    define: {
      'import.meta.env.VITE_BACKEND': JSON.stringify(isMock ? 'mock' : 'api'),
      'import.meta.env.VITE_MOCK_SETTINGS': JSON.stringify(
        Object.fromEntries(mockSettings.map((name) => [name, env[name] ?? ''])),
      ),
      __VUE_OPTIONS_API__: 'false',
    },
    // Known from the start, so that no first visit is reloaded half-way; and apart, so that a server of
    // one mode does not throw away what another has prepared.
    cacheDir: `node_modules/.vite/${mode}`,
    optimizeDeps: { include: [...dependencies, ...(isMock ? mockDependencies : [])] },
    server: { host: '127.0.0.1', port: 5173, proxy },
    preview: { host: '127.0.0.1', port: 4173, proxy },
    build: {
      outDir: mode === 'demo' ? 'dist-demo' : 'dist',
      // A data: URL is not in the content security policy.
      assetsInlineLimit: 0,
    },
    test: {
      environment: 'node',
      setupFiles: ['tests/support/setup.ts'],
      restoreMocks: true,
      // How long it takes is no matter of what is right: a machine may be busy.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 30_000 } },
      // Files share their modules, none of which has a state; a process for each took three times as long.
      pool: 'threads',
      isolate: false,
      projects: [
        { extends: true, test: { name: 'unit', include: ['tests/**/*.spec.ts'] } },
        {
          extends: true,
          test: { name: 'unit-long', include: ['tests/**/*.long.ts'], exclude: ['tests/fuzz/**'] },
        },
        {
          extends: true,
          test: { name: 'fuzz', include: ['tests/fuzz/*.long.ts'] },
        },
      ],
    },
  }
})

/**
 * Hands to the API what the page's scripts fetch, and leaves documents, scripts and the app's own files
 * to Vite, so that the browser sees one origin, no CORS is needed and no path has to be listed.
 */
function apiProxy(target: string, base: string): Record<string, ProxyOptions> {
  const isOwnFile = (url = '') =>
    url.startsWith(base) &&
    /^(config(\.schema)?\.json|@vite|@fs|src|node_modules)\b/.test(url.slice(base.length))
  return {
    '^/': {
      target,
      bypass: ({ url, headers }) =>
        headers['sec-fetch-dest'] !== 'empty' || isOwnFile(url) ? url : undefined,
    },
  }
}

/**
 * The policy of the built app. In development Vite itself needs inline styles, so it is left out there. Requests may go to
 * any origin, unless the build is for some alone: a meta tag cannot follow an edited `config.json`. The headers of a server
 * can: `src/cli/headers`.
 */
function contentSecurityPolicy(isMock: boolean, pinned: readonly string[] | null): Plugin {
  const policy = policyForMeta({ connect: pinned ?? ['http:', 'https:'], hasWorker: isMock })

  return {
    name: 'latchkey:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  }
}

/** @throws {Error} for what is no list of origins */
function pinnedOrigins(text: string | undefined): readonly string[] | null {
  const origins = text?.split(/\s+/).filter(Boolean) ?? []
  const wrong = origins.find((one) => !URL.canParse(one) || new URL(one).origin !== one)
  if (wrong !== undefined) {
    throw new Error(`VITE_API_ORIGINS must hold origins, such as https://api.example.com: ${wrong}`)
  }
  return origins.length === 0 ? null : origins
}

/** Starts the fetch of `config.json` while the script is still on its way. */
function preloadConfig(base: string): Plugin {
  return {
    name: 'latchkey:preload-config',
    transformIndexHtml: () => [
      {
        tag: 'link',
        attrs: {
          rel: 'preload',
          as: 'fetch',
          crossorigin: 'anonymous',
          href: `${base}config.json`,
        },
        injectTo: 'head',
      },
    ],
  }
}

/**
 * Puts beside each built text what servers send in its place (`deploy/`), at the highest level. The files of `public` have
 * none: an edited `config.json` would be shadowed by its old self.
 */
function precompress(): Plugin {
  return {
    name: 'latchkey:precompress',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          if (!/\.(?:css|html|js|svg)$/.test(fileName)) continue
          const text = Buffer.from(file.type === 'chunk' ? file.code : file.source)
          this.emitFile({
            type: 'asset',
            fileName: `${fileName}.gz`,
            source: gzipSync(text, { level: 9 }),
          })
          this.emitFile({
            type: 'asset',
            fileName: `${fileName}.br`,
            source: brotliCompressSync(text),
          })
        }
      },
    },
  }
}

/** Serves MSW's worker from its package in dev, and puts it into the demo build: no copy in `public`. */
function mockServiceWorker(): Plugin {
  const file = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js')
  const name = 'mockServiceWorker.js'
  return {
    name: 'latchkey:mock-service-worker',
    configureServer(server) {
      server.middlewares.use(`${server.config.base}${name}`, (_, response) => {
        response.setHeader('Content-Type', 'text/javascript')
        response.end(readFileSync(file))
      })
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: name, source: readFileSync(file) })
    },
  }
}

/** Says what `npm run dev` is, where it is, and who can log in. */
function introduceDemo(): Plugin {
  return {
    name: 'latchkey:introduce-demo',
    configureServer(server) {
      server.printUrls = () => {
        const { local = [], network = [] } = server.resolvedUrls ?? {}
        server.config.logger.info(introduction([...local, ...network]))
      }
    },
  }
}

function introduction(urls: readonly string[]): string {
  const users = demoAccounts.map(({ profile: { username }, password, ...account }) => {
    const login = `${username} / ${password}`.padEnd(20)
    return `    ${login} ${whatSetsApart(account)}`
  })
  return `
  Latchkey on its embedded mock API: nothing to set up, and nothing leaves this computer.

  Open    ${urls.join('\n          ')}

  Log in as
${users.join('\n')}

  Its tokens and its dialect: MOCK_… in .env.local, see the README. Stop it with Ctrl+C.
`
}

function whatSetsApart({
  isActive,
  isLimited,
  oneTimeCode,
}: Omit<MockAccount, 'profile' | 'password'>) {
  if (!isActive) return 'is refused: the account is inactive'
  if (isLimited) return 'may not see Subscribers, and not write'
  if (oneTimeCode !== undefined) return `is asked for a code as well: ${oneTimeCode}`
  return 'may do everything'
}
