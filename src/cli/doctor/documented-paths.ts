import { isJsonObject, parseJsonObject, valueAt } from '@/auth/backends/json-body'
import { joinUrl } from '@/auth/backends/join-url'
import { answerIn } from './exchange'
import type { Interview } from './interview'
import { read } from './questions'

/** Where FastAPI and drf-spectacular put their OpenAPI document. */
const documents = ['/openapi.json', '/api/schema/']

/** The paths that the API documents itself, relative to its base; none where it documents none. */
export async function documentedPaths(
  interview: Interview,
  baseUrl: string,
): Promise<readonly string[]> {
  for (const document of documents) {
    const answer = answerIn(await interview.ask(read(joinUrl(baseUrl, document))))
    const paths = valueAt(parseJsonObject(answer?.body ?? ''), 'paths')
    if (isJsonObject(paths)) return Object.keys(paths).filter((path) => /^\/[\w./-]*$/.test(path))
  }
  return []
}
