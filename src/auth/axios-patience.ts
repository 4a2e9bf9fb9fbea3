import { AxiosError, CanceledError } from 'axios'
import type { CancelToken, InternalAxiosRequestConfig } from 'axios'
import { unlessAborted } from './unless-aborted'

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
    const { signal, cancelToken } = this.#config
    const heard = cancelToken ? Promise.race([waited, rejectionOf(cancelToken)]) : waited
    return unlessAborted(
      this.#inTime(heard),
      signal,
      () => new CanceledError(undefined, this.#config),
    )
  }

  #inTime<Result>(waited: Promise<Result>): Promise<Result> {
    const untilMs = this.#untilMs
    if (untilMs === null) return waited
    return new Promise((resolve, reject) => {
      const onTimeout = () => {
        const message = timeoutMessageOf(this.#config)
        reject(new AxiosError(message, timeoutCodeOf(this.#config), this.#config))
      }
      const timer = setTimeout(onTimeout, Math.max(0, untilMs - performance.now()))
      const forget = () => {
        clearTimeout(timer)
      }
      void waited.then(resolve, reject).finally(forget)
    })
  }
}

/** Axios has one code for it with XMLHttpRequest and another with fetch. */
export function timeoutCodeOf({ transitional }: InternalAxiosRequestConfig): string {
  return transitional?.clarifyTimeoutError ? AxiosError.ETIMEDOUT : AxiosError.ECONNABORTED
}

function timeoutMessageOf({ timeout = 0, timeoutErrorMessage }: InternalAxiosRequestConfig) {
  return timeoutErrorMessage ?? `timeout of ${timeout}ms exceeded`
}

/** Its reason is the error that `throwIfRequested` throws. */
function rejectionOf({ promise }: CancelToken): Promise<never> {
  return new Promise((_resolve, reject) => void promise.then(reject))
}
