import type { AxiosResponse } from 'axios'
import type { ReadHeader } from './core/ports'
import type { ApiAnswer } from './core/request-gate'
import { isSmall, parsedText, peekBody, readSmallText } from './small-body'

/** What an adapter of Axios has brought, before Axios has transformed it. */
export class AxiosAnswer implements ApiAnswer {
  readonly #response: AxiosResponse<unknown>
  readonly #requestBody: unknown

  constructor(response: AxiosResponse<unknown>, requestBody: unknown) {
    this.#response = response
    this.#requestBody = requestBody
  }

  get status(): number {
    return this.#response.status
  }

  get canRepeat(): boolean {
    return !isStream(this.#requestBody)
  }

  get header(): ReadHeader {
    const { headers } = this.#response
    return (name) => {
      const value: unknown = headers[name.toLowerCase()] ?? headers[name]
      return typeof value === 'string' ? value : null
    }
  }

  /** Whatever type the caller wants the body in: it gets the same. */
  async readBody(): Promise<unknown> {
    const response = this.#response
    const { data } = response
    if (typeof data === 'string') return parsedText(data)
    if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return bytesOf(data)
    if (typeof Blob !== 'undefined' && data instanceof Blob) {
      return isSmall(data.size) ? parsedText(await data.text()) : null
    }
    if (isWebStream(data)) {
      const [looked, kept] = data.tee()
      response.data = kept
      return parsedText(await readSmallText(looked))
    }
    if (isNodeStream(data)) {
      const { text, whole } = await peekBody(data.iterator({ destroyOnReturn: false }))
      response.data = data.constructor.from(whole, { objectMode: false })
      return parsedText(text)
    }
    // A document, or what an adapter of the app has parsed already.
    return isPlainObject(data) ? data : null
  }
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): unknown {
  return isSmall(data.byteLength) ? parsedText(new TextDecoder().decode(data)) : null
}

/** A stream has been read by the first attempt: sent again it is empty, or hangs (`form-data` in Node is one). */
function isStream(data: unknown): boolean {
  return isWebStream(data) || (isObject(data) && typeof data['pipe'] === 'function')
}

function isWebStream(data: unknown): data is ReadableStream<Uint8Array> {
  return typeof ReadableStream !== 'undefined' && data instanceof ReadableStream
}

/** As much of a readable stream of Node as is used here. */
interface NodeStream {
  readonly iterator: (options: { destroyOnReturn: boolean }) => AsyncIterator<Uint8Array>
  readonly constructor: {
    readonly from: (chunks: AsyncIterable<Uint8Array>, options: { objectMode: boolean }) => unknown
  }
}

function isNodeStream(data: unknown): data is NodeStream {
  if (!isObject(data) || typeof data['pipe'] !== 'function') return false
  const { iterator, constructor } = data
  return (
    typeof iterator === 'function' && typeof constructor === 'function' && 'from' in constructor
  )
}

function isPlainObject(data: unknown): boolean {
  return isObject(data) && [Object.prototype, null].includes(Object.getPrototypeOf(data))
}

function isObject(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null
}
