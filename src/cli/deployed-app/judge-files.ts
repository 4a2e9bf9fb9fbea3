import type { Answer } from '../doctor/exchange'
import type { Finding } from '../doctor/finding'
import { isDocument } from './app-view'
import type { AppView } from './app-view'
import { serverIn, writeCaching, writeFallback } from './prescribe'

/** Less than this is not worth compressing, in bytes. */
const leastBytes = 1_024

/** What is found at which address, how long it may be kept, and how it is packed. */
export function judgeFiles(view: AppView): readonly Finding[] {
  const { page, route, mockWorker, sourceMap } = view
  const server = serverIn(page)
  return [
    ...(isFile(mockWorker, /javascript/) ? [demo] : []),
    ...(isDocument(route) ? [] : [noFallback(route, server)]),
    ...judgeType(view),
    ...judgeMissing(view),
    ...judgeKeeping(view),
    ...judgePacking(view),
    ...(isFile(sourceMap, /json|octet|text\/plain/) ? [mapped] : []),
  ]
}

/** Without a type for it no browser runs a script (HTML §8.1.3.5). */
function judgeType({ script }: AppView): readonly Finding[] {
  const { plain = null, path = '' } = script ?? {}
  if (!plain) return []
  const type = plain.headers['content-type'] ?? 'none'
  const isScript = plain.status === 200 && /(?:java|ecma)script/i.test(type)
  return isScript ? [] : [noScript(`${path}: ${plain.status}, ${type}`)]
}

function judgeMissing({ page, missingAsset, missingFile }: AppView): readonly Finding[] {
  const server = serverIn(page)
  const isWide = [missingAsset, missingFile].some(isDocument)
  const kept = [missingAsset].some((answer) => answer && answer.status >= 400 && isKept(answer))
  return [...(isWide ? [wideFallback(server)] : []), ...(kept ? [keptGap] : [])]
}

function judgeKeeping({ page, config, script }: AppView): readonly Finding[] {
  const server = serverIn(page)
  const stale = [
    ...(page && !isFresh(page) ? ['index.html'] : []),
    ...(config?.status === 200 && !isFresh(config) ? ['config.json'] : []),
  ]
  const { plain = null } = script ?? {}
  const said = plain?.headers['cache-control'] ?? 'none'
  const isShort = plain?.status === 200 && !said.includes('immutable')
  return [
    ...(stale.length > 0 ? [staleFiles(stale, page, server)] : []),
    ...(isShort ? [shortAssets(said, server)] : []),
  ]
}

function judgePacking({ script }: AppView): readonly Finding[] {
  if (!script?.plain || script.plain.body.length < leastBytes) return []
  const encodings = ['br', 'gzip'] as const
  const lacking = encodings.filter((one) => script[one]?.headers['content-encoding'] !== one)
  return lacking.length === 0 ? [] : [unpacked(lacking, script.path)]
}

const isFile = (answer: Answer | null, type: RegExp) =>
  answer?.status === 200 && !isDocument(answer) && type.test(answer.headers['content-type'] ?? '')

const cacheControlOf = ({ headers }: Answer) => headers['cache-control']?.toLowerCase() ?? ''

/** Whether it is looked at again each time (RFC 9111 §5.2.2). Without a word browsers guess. */
const isFresh = (answer: Answer) => /no-cache|no-store|max-age=0(?!\d)/.test(cacheControlOf(answer))

const isKept = (answer: Answer) => /immutable|max-age=[1-9]\d{2}/.test(cacheControlOf(answer))

type Server = ReturnType<typeof serverIn>

/** What there is to say where nothing else is. */
export const noApp = (page: Answer | null): Finding => ({
  id: 'no-app',
  severity: 'blocking',
  evidence: [page ? `The server returns ${page.status}.` : 'No answer.'],
  title: 'There is no app at this URL.',
  why: 'It should return dist/index.html, which npm run build writes.',
  remedies: [{ where: 'computer', text: 'Use the URL that people open, including its path.' }],
})

const noScript = (seen: string): Finding => ({
  id: 'script-type',
  severity: 'blocking',
  evidence: [seen],
  title: 'The browser does not run the script of the app, so the page stays blank.',
  why: 'Either the file is missing, or the server sends it with the wrong type.',
  remedies: [
    {
      where: 'server',
      text: 'Copy all of dist/, and load the list of file types. With nginx:',
      code: 'include /etc/nginx/mime.types;',
    },
  ],
})

const demo: Finding = {
  id: 'demo',
  severity: 'blocking',
  evidence: ['There is a mockServiceWorker.js.'],
  title: 'This is the demo build. Its API runs in the page, and its passwords are public.',
  why: 'npm run build:demo makes it.',
  remedies: [{ where: 'computer', text: 'Deploy the production build:', code: 'npm run build' }],
}

const noFallback = (route: Answer | null, server: Server): Finding => ({
  id: 'fallback-missing',
  severity: 'blocking',
  evidence: [`login: ${route?.status ?? 'no answer'}`],
  title: 'Reloading any page except the first one fails.',
  why: 'Pages of the app are not files. The server has to return index.html for them.',
  remedies: [writeFallback(server)],
})

const wideFallback = (server: Server): Finding => ({
  id: 'fallback-wide',
  severity: 'serious',
  evidence: ['A file that cannot exist is answered with HTML.'],
  title: 'The server returns index.html in place of a missing file.',
  why: 'After a deploy, an open tab gets HTML where it expects a script, and caches may keep it.',
  remedies: [writeFallback(server)],
})

const keptGap: Finding = {
  id: 'missing-kept',
  severity: 'serious',
  evidence: [],
  title: 'Caches may keep the answer that a file is missing.',
  why: 'A file can be missing for a moment during a deploy.',
  remedies: [
    {
      where: 'server',
      text: 'Send long cache times only with files that exist (nginx: without "always").',
    },
  ],
}

const staleFiles = (names: readonly string[], page: Answer | null, server: Server): Finding => ({
  id: 'stale',
  severity: 'serious',
  evidence: [`cache-control: ${page?.headers['cache-control'] ?? 'none'}`],
  title: `Browsers may keep an old ${names.join(' and an old ')}.`,
  why: 'People then miss a deploy, or request files that are gone.',
  remedies: [writeCaching(server, 'others')],
})

const shortAssets = (said: string, server: Server): Finding => ({
  id: 'assets-short',
  severity: 'advice',
  evidence: [`cache-control: ${said}`],
  title: 'Browsers request files again that never change.',
  why: 'The name of each file in assets/ changes with its content, so it can be kept for a year.',
  remedies: [writeCaching(server, 'assets')],
})

const unpacked = (lacking: readonly string[], path: string): Finding => ({
  id: 'compression',
  severity: 'advice',
  evidence: [`${path} is not sent as ${lacking.join(' or ')}.`],
  title: 'The server does not compress files.',
  why: 'The script is three times as large without compression. The build has written compressed copies beside each file.',
  remedies: [
    {
      where: 'server',
      text: 'Serve those copies. With nginx (brotli needs its module), and with Caddy:',
      code: 'gzip_static on; brotli_static on;\nfile_server { precompressed br gzip }',
    },
  ],
})

const mapped: Finding = {
  id: 'source-map',
  severity: 'advice',
  evidence: [],
  title: 'Source maps are public.',
  why: 'They show the source of the app, with its comments.',
  remedies: [{ where: 'computer', text: 'Build without build.sourcemap, or do not copy *.map.' }],
}
