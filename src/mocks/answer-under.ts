import type { Conditions } from './conditions'
import type { MockResponse } from './mock-http'

/**
 * Answers one request under conditions.
 *
 * @param ask - asks the backend; not called when something else answers in its place
 * @param wait - for that many ms
 * @returns `null` when there is no answer
 */
export async function answerUnder(
  { answers, latencyMs }: Conditions,
  ask: () => Promise<MockResponse>,
  wait: (ms: number) => Promise<void>,
): Promise<MockResponse | null> {
  if (latencyMs > 0) await wait(latencyMs)
  switch (answers) {
    case 'own':
      return ask()
    case 'unavailable':
      return page(503, 'Service Unavailable')
    case 'page':
      return page(401, 'Authorization Required')
    case 'none':
      return null
  }
}

/** The page that a web server in front of an API answers with. */
function page(status: number, words: string): MockResponse {
  const title = `${status} ${words}`
  return {
    status,
    headers: { 'Content-Type': 'text/html' },
    body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  }
}
