import type { RequestHandler } from 'msw'
import { http, HttpResponse } from 'msw'
import type { MockRequest, MockResponse } from './mock-http'

/**
 * Translates between MSW and the mock backend, for everything below `baseUrl`.
 *
 * @param baseUrl - a path (`/mock-api`) or an absolute URL, without a slash at its end
 * @param respond - the backend, with a state behind it; `null` when there is no answer
 */
export function createMockHandlers(
  baseUrl: string,
  respond: (request: MockRequest) => Promise<MockResponse | null>,
): RequestHandler[] {
  return [
    http.all(`${baseUrl}/*`, async ({ request }) => {
      const response = await respond(await translate(request, baseUrl))
      if (response === null) return HttpResponse.error()
      const { status, headers, body } = response
      return new HttpResponse(body === '' ? null : body, { status, headers })
    }),
  ]
}

async function translate(request: Request, baseUrl: string): Promise<MockRequest> {
  const absoluteBase = new URL(baseUrl, request.url).href
  const { origin, pathname, search } = new URL(request.url)
  return {
    method: request.method,
    path: (origin + pathname + search).slice(absoluteBase.length),
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
    baseUrl: absoluteBase,
  }
}
