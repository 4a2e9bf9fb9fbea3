// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { findNewerVersion } from '@/components/find-newer-version'

const documentWith = (script: string) =>
  `<!doctype html><html><head><script type="module" crossorigin src="${script}"></script></head></html>`

function serve(answer: () => Response | Promise<Response>) {
  vi.stubGlobal('fetch', () => Promise.resolve(answer()))
}

describe('findNewerVersion', () => {
  const page = new DOMParser().parseFromString(documentWith('/assets/index-a.js'), 'text/html')
  const look = () => findNewerVersion('/', page)

  beforeEach(() => vi.unstubAllGlobals())

  it('is that the document on the server has another script', async () => {
    serve(() => new Response(documentWith('/assets/index-b.js')))

    expect(await look()).toBe(true)
  })

  it('is not that it has the same', async () => {
    serve(() => new Response(documentWith('/assets/index-a.js')))

    expect(await look()).toBe(false)
  })

  it('needs nothing that makes a document out of text, which Trusted Types forbid', async () => {
    const parse = vi.spyOn(DOMParser.prototype, 'parseFromString')
    serve(
      () =>
        new Response(`<!doctype html><script type=module></script><SCRIPT src=/b.js type=module>`),
    )

    expect(await look()).toBe(true)
    expect(parse).not.toHaveBeenCalled()
  })

  it.each<[string, () => Response | Promise<Response>]>([
    ['nothing answers', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['the server is in trouble', () => new Response(documentWith('/b.js'), { status: 503 })],
    ['some other page answers, as at an airport', () => new Response('<h1>Wi-Fi</h1>')],
  ])('is not told where %s', async (_, answer) => {
    serve(answer)

    expect(await look()).toBe(false)
  })
})
