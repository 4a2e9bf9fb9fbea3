/** What both `AbortSignal` and Axios' own signals can do. */
interface Abortable {
  readonly aborted: boolean
  readonly addEventListener?: (type: 'abort', listener: () => void) => void
  readonly removeEventListener?: (type: 'abort', listener: () => void) => void
}

/** Settles with `waited`, or at once with `reason()` when `signal` is aborted before or meanwhile. */
export function unlessAborted<Result>(
  waited: Promise<Result>,
  signal: Abortable | null | undefined,
  reason: () => Error,
): Promise<Result> {
  if (!signal) return waited
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(reason())
    }
    if (signal.aborted) onAbort()
    signal.addEventListener?.('abort', onAbort)
    const forget = () => signal.removeEventListener?.('abort', onAbort)
    void waited.then(resolve, reject).finally(forget)
  })
}
