import { vi } from 'vitest'
import type { Recorder } from './recorder'

/**
 * Makes the page send everything to the recorder: `fetch` and `XMLHttpRequest` are replaced, and `Request` resolves
 * addresses against the base of the page, as in browsers. Ends with `vi.unstubAllGlobals`.
 */
export function installRecordingPage(recorder: Recorder): void {
  vi.stubGlobal('Request', pageRequest)
  vi.stubGlobal('fetch', recorder.fetch)
  vi.stubGlobal('XMLHttpRequest', createRecordingXhr(recorder))
}

/** The `Request` of Node, which knows no page. */
export const pageRequest: typeof Request = new Proxy(Request, {
  construct: (target, [input, init]: [RequestInfo | URL, RequestInit | undefined]) =>
    new target(input instanceof target ? input : new URL(String(input), document.baseURI), init),
})

/** Sets the `<base>` of the page. */
export function setBase(href: string | null): void {
  const base = document.querySelector('base')
  if (base?.getAttribute('href') === href) return
  base?.remove()
  if (href !== null) document.head.append(Object.assign(document.createElement('base'), { href }))
}

/** As much of XMLHttpRequest as Axios uses. It follows redirects, whatever it is told. */
function createRecordingXhr(recorder: Recorder) {
  return class {
    status = 0
    readonly statusText = ''
    readonly responseText = '{}'
    readonly upload = new EventTarget()
    timeout = 0
    onloadend: (() => void) | null = null
    readonly #headers: [string, string][] = []
    #url = ''

    open(_method: string, url: string): void {
      this.#url = new URL(url, document.baseURI).href
    }

    setRequestHeader(name: string, value: string): void {
      this.#headers.push([name, value])
    }

    getAllResponseHeaders(): string {
      return 'content-type: application/json'
    }

    addEventListener(): void {}

    removeEventListener(): void {}

    send(body: unknown): void {
      const text = typeof body === 'string' ? body : ''
      recorder.open({ url: this.#url, headers: this.#headers, body: text }, 'follow')
      this.status = 200
      queueMicrotask(() => this.onloadend?.())
    }
  }
}
