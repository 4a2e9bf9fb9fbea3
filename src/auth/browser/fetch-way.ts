import { fetchAsOwn } from './own-request'

/** How many copies of one request can be under way before it is plain that it goes in circles. */
const mostCopies = 20

/**
 * How requests leave a fetch of ours: by the page's fetch of that moment, which tests may have mocked since; or by the
 * one that ours has replaced, where ours is the page's.
 */
export class FetchWay {
  readonly replaced = globalThis.fetch
  readonly #ours: () => unknown
  readonly #underWay = new Map<string, number>()
  #isPageFetch = false

  constructor(ours: () => unknown) {
    this.#ours = ours
    // Others may put something around it later.
    queueMicrotask(() => this.#lookAtPage())
  }

  readonly send: typeof fetch = async (input, init) => {
    const request = input instanceof Request && !init ? input : new Request(input, init)
    const key = `${request.method} ${request.url}`
    const copies = this.#underWay.get(key) ?? 0
    // What is around it sends copies, which do not have our mark and come back.
    this.#isPageFetch ||= copies >= mostCopies
    if (this.#lookAtPage()) return await this.replaced(request)
    this.#underWay.set(key, copies + 1)
    try {
      return await fetchAsOwn(request)
    } finally {
      this.#forget(key)
    }
  }

  #forget(key: string): void {
    const left = (this.#underWay.get(key) ?? 0) - 1
    if (left > 0) this.#underWay.set(key, left)
    else this.#underWay.delete(key)
  }

  #lookAtPage(): boolean {
    this.#isPageFetch ||= globalThis.fetch === this.#ours()
    return this.#isPageFetch
  }
}
