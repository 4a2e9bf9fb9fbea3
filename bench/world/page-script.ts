import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'

const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** What the pages run, built as an app is: all clients, over one copy of Axios. */
export async function buildPageScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    root: inRepository('bench/page'),
    plugins: [vue()],
    // axios-jwt is CommonJS and would bring a second copy.
    resolve: {
      alias: [{ find: /^axios$/, replacement: inRepository('node_modules/axios/index.js') }],
    },
    define: { __VUE_OPTIONS_API__: 'false' },
    build: {
      write: false,
      rolldownOptions: {
        input: inRepository('bench/page/bench-page.ts'),
        // The server has one file: what is imported later is in it as well.
        output: { codeSplitting: false },
      },
    },
  })
  const outputs = [built].flat().flatMap((bundle) => ('output' in bundle ? bundle.output : []))
  const chunk = outputs.find((output) => output.type === 'chunk' && output.isEntry)
  if (chunk?.type !== 'chunk') throw new Error('The page has no script.')
  return chunk.code
}
