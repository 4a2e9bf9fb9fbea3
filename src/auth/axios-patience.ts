import { AxiosError, CanceledError } from 'axios'
import type { InternalAxiosRequestConfig } from 'axios'

/** How long a request may take, from its beginning to its last answer. Axios' `timeout` is that of one attempt. */
export class AxiosPatience {
  readonly #config: InternalAxiosRequestConfig
  /** By `performance.now()`; `null` when there is no end. */
  readonly #untilMs: number | null

  constructor(config: InternalAxiosRequestConfig) {
    const { timeout = 0 } = config
    this.#config = config
    this.#untilMs = timeout > 0 ? performance.now() + timeout : null
  }

  /** What is left for the next attempt goes into the copy of the config that is sent. */
  limit(sent: InternalAxiosRequestConfig): void {
    if (this.#untilMs === null) return
    sent.timeout = Math.max(1, Math.ceil(this.#untilMs - performance.now()))
    sent.timeoutErrorMessage ||= timeoutMessageOf(this.#config)
  }

  /**
   * Settles with `waited`, or as soon as the request has had enough: by its `signal`, its `cancelToken` or its
   * `timeout`, each with Axios' own error.
   */
  wait<Result>(waited: Promise<Result>): Promise<Result> {
    const leftMs = this.#untilMs === null ? null : Math.max(0, this.#untilMs - performance.now())
    return settled(waited, this.#config, leftMs)
  }
}

function settled<Result>(
  waited: Promise<Result>,
  config: InternalAxiosRequestConfig,
  leftMs: number | null,
): Promise<Result> {
  const { signal, cancelToken } = config
  if (!signal && !cancelToken && leftMs === null) return waited
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(new CanceledError(undefined, config))
    }
    const onTimeout = () => {
      reject(timeoutError(config))
    }
    const timer = leftMs === null ? undefined : setTimeout(onTimeout, leftMs)
    signal?.addEventListener?.('abort', onAbort)
    // Its reason is the error that `throwIfRequested` throws.
    void cancelToken?.promise.then(reject)
    if (signal?.aborted) onAbort()
    const forget = () => {
      clearTimeout(timer)
      signal?.removeEventListener?.('abort', onAbort)
    }
    void waited.then(resolve, reject).finally(forget)
  })
}

function timeoutError(config: InternalAxiosRequestConfig): AxiosError {
  const code = config.transitional?.clarifyTimeoutError
    ? AxiosError.ETIMEDOUT
    : AxiosError.ECONNABORTED
  return new AxiosError(timeoutMessageOf(config), code, config)
}

function timeoutMessageOf({ timeout = 0, timeoutErrorMessage }: InternalAxiosRequestConfig) {
  return timeoutErrorMessage ?? `timeout of ${timeout}ms exceeded`
}
