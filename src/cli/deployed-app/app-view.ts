import { answerIn } from '../doctor/exchange'
import type { Answer, Exchange, Question } from '../doctor/exchange'
import type { Interview } from '../doctor/interview'

/** What the server of a deployed app answers. `null` where it did not. */
export interface AppView {
  /** Where the app is, with a slash at its end. */
  readonly url: URL
  /** The document. */
  readonly page: Answer | null
  /** A page of the app that is no file. */
  readonly route: Answer | null
  readonly config: Answer | null
  /** The first script of the document, once for each encoding that was asked for; `null` where it has none. */
  readonly script: Script | null
  /** Files that cannot be there. */
  readonly missingAsset: Answer | null
  readonly missingFile: Answer | null
  /** The source map of the script. */
  readonly sourceMap: Answer | null
  /** The worker that only a demo has. */
  readonly mockWorker: Answer | null
  /** The same address without encryption; `null` as well where the app has none. */
  readonly unencrypted: Answer | null
}

/** The script that the document begins with. */
export interface Script {
  readonly path: string
  readonly plain: Answer | null
  readonly gzip: Answer | null
  readonly br: Answer | null
}

/** Looks at an app: at most eleven questions. */
export async function lookAtApp(interview: Interview, url: URL): Promise<AppView> {
  const get = async (path: string, headers: Question['headers'] = {}) =>
    answerIn(await interview.ask(ask(new URL(path, url), headers)))
  const page = await get('')
  const path = page && scriptIn(page.body)
  const script = path === null ? null : await lookAtScript(get, path)
  return {
    url,
    page,
    route: await get('login'),
    config: await get('config.json'),
    script,
    missingAsset: await get('assets/not-there-00000000.js'),
    missingFile: await get('not-there.json'),
    sourceMap: script && (await get(`${script.path}.map`)),
    mockWorker: await get('mockServiceWorker.js'),
    unencrypted: await lookUnencrypted(interview, url),
  }
}

async function lookAtScript(
  get: (path: string, headers: Question['headers']) => Promise<Answer | null>,
  path: string,
): Promise<Script> {
  const as = (encoding: string) => get(path, { 'Accept-Encoding': encoding })
  return { path, plain: await as('identity'), gzip: await as('gzip'), br: await as('br') }
}

async function lookUnencrypted(interview: Interview, url: URL): Promise<Answer | null> {
  if (url.protocol !== 'https:' || url.port !== '') return null
  const exchange: Exchange = await interview.ask(ask(new URL(`http://${url.host}${url.pathname}`)))
  return answerIn(exchange)
}

const ask = ({ href }: URL, headers: Question['headers'] = {}): Question => ({
  method: 'GET',
  url: href,
  headers,
  body: null,
})

function scriptIn(html: string): string | null {
  const [tag = ''] = /<script\b[^>]*\ssrc=[^>]*>/i.exec(html) ?? []
  return /\ssrc=["']?([^"'\s>]+)/i.exec(tag)?.[1] ?? null
}

/** Whether an answer is a document, and not the file that was asked for. */
export const isDocument = (answer: Answer | null): boolean =>
  answer?.status === 200 && /^\s*<(?:!doctype|html)/i.test(answer.body)
