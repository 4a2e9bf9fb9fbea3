import { parsed } from './backends/json-body'

/** A refusal is small: nothing larger is looked at, in bytes. */
const smallBodyBytes = 65_536

/** How long a body may take to be looked at, in ms. Some never end. */
const smallBodyMs = 5_000

/** A body that was looked at. */
export interface PeekedBody {
  /** Its text; `null` where it is larger, takes its time, or breaks off. */
  readonly text: string | null
  /** All of it, as if nobody had looked. */
  readonly whole: AsyncIterable<Uint8Array>
}

/** Reads the beginning of a body, for a while. */
export async function peekBody(chunks: AsyncIterator<Uint8Array>): Promise<PeekedBody> {
  const head: Uint8Array[] = []
  const deadline = lateAfter(smallBodyMs)
  let size = 0
  let pending: Promise<IteratorResult<Uint8Array>> | null = null
  async function* whole() {
    yield* head
    for (;;) {
      const { done, value } = await (pending ?? chunks.next())
      pending = null
      if (done === true) return
      yield value
    }
  }
  try {
    while (size <= smallBodyBytes) {
      pending = chunks.next()
      const next = await Promise.race([pending, deadline.late])
      if (next === 'late') break
      if (next.done === true) return { text: textOf(head), whole: whole() }
      pending = null
      head.push(next.value)
      size += next.value.byteLength
    }
    return { text: null, whole: whole() }
  } catch {
    return { text: null, whole: whole() }
  } finally {
    deadline.cancel()
  }
}

/** The text of a body that nobody else wants; see {@link peekBody}. */
export async function readSmallText(body: ReadableStream<Uint8Array>): Promise<string | null> {
  const reader = body.getReader()
  const { text } = await peekBody({
    next: () => reader.read() as Promise<IteratorResult<Uint8Array>>,
  })
  // Cancelled whatever came: it may go on for ever.
  void reader.cancel().catch(() => undefined)
  return text
}

/** What a small text says: its JSON, or the text itself where it is none; `null` for a large one. */
export function parsedText(text: string | null): unknown {
  return text === null || text.length > smallBodyBytes ? null : parsed(text)
}

/** Whether so many bytes are few enough to be looked at. */
export const isSmall = (bytes: number) => bytes <= smallBodyBytes

function textOf(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder()
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode()
}

function lateAfter(ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => {
      resolve('late')
    }, ms)
  })
  const cancel = () => {
    clearTimeout(timer)
  }
  return { late, cancel }
}
