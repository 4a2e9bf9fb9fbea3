import { vi } from 'vitest'
import { fuzzedApis } from './apis'
import type { FuzzedApi } from './apis'
import { breatheAt } from './breathe'
import { describeRequest } from './describe-request'
import { faultOf } from './oracle'
import type { Fault } from './oracle'
import { quoted } from './quoted'
import { Recorder } from './recorder'
import type { SentRequest } from './recorder'
import { installRecordingPage, setBase } from './recording-page'
import { generateRequest } from './request-cases'
import type { RequestCase } from './request-cases'
import { createSenders } from './senders'
import type { Install, Sender } from './senders'
import { accessToken, signIn } from './signed-in-client'
import type { ScopeChanges } from './signed-in-client'

export interface UrlFuzzOptions {
  readonly seed: number
  readonly count: number
  /** A planted fault in what URLs may get. */
  readonly changes?: (api: FuzzedApi) => ScopeChanges
  /** A planted interceptor in place of ours. */
  readonly install?: Install
}

export interface UrlFuzzReport {
  /** Secrets where they must not be, in words: seed, index, URL, and never the secret. */
  readonly leaks: readonly string[]
  /** Plain URLs of the API that went without the token, or not at all. */
  readonly lost: readonly string[]
  /** URLs that are not plain, are the API's all the same, and went without the token. */
  readonly doubtful: readonly string[]
  readonly counts: {
    cases: number
    /** How many requests left, redirects included. */
    sent: number
    /** How many of them had the token. */
    authorized: number
    /** How many did not leave: no URL, or a redirect that was not followed. */
    refused: number
    plain: number
  }
}

/** Sends generated requests in every way that an app has, and judges what leaves. */
export async function runUrlFuzz(options: UrlFuzzOptions): Promise<UrlFuzzReport> {
  const recorder = new Recorder()
  const { stackTraceLimit } = Error
  // Half of the requests are refused, and a stack takes longer than the rest of them.
  Error.stackTraceLimit = 0
  installRecordingPage(recorder)
  try {
    const run = new UrlFuzz(recorder, await sendersOf(recorder, options), options.seed)
    for (let index = 0; index < options.count; index += 1) {
      await breatheAt(index)
      await run.try(index)
    }
    return run.report
  } finally {
    Error.stackTraceLimit = stackTraceLimit
    setBase(null)
    vi.unstubAllGlobals()
  }
}

async function sendersOf(recorder: Recorder, { changes, install }: UrlFuzzOptions) {
  const senders = new Map<FuzzedApi, readonly Sender[]>()
  for (const api of fuzzedApis) {
    senders.set(api, createSenders(await signIn(api, changes?.(api)), recorder, install))
  }
  return senders
}

class UrlFuzz {
  readonly #recorder: Recorder
  readonly #senders: ReadonlyMap<FuzzedApi, readonly Sender[]>
  readonly #seed: number
  readonly #leaks: string[] = []
  readonly #lost: string[] = []
  readonly #doubtful: string[] = []
  readonly report: UrlFuzzReport = {
    leaks: this.#leaks,
    lost: this.#lost,
    doubtful: this.#doubtful,
    counts: { cases: 0, sent: 0, authorized: 0, refused: 0, plain: 0 },
  }

  constructor(
    recorder: Recorder,
    senders: ReadonlyMap<FuzzedApi, readonly Sender[]>,
    seed: number,
  ) {
    this.#recorder = recorder
    this.#senders = senders
    this.#seed = seed
  }

  async try(index: number): Promise<void> {
    const request = generateRequest(this.#seed, index)
    setBase(request.baseHref)
    this.report.counts.cases += 1
    for (const sender of this.#waysOf(request, index)) {
      await this.#send(request, sender, () => {
        return `seed ${this.#seed}, index ${index}, ${sender.name}: ${describeRequest(request)}`
      })
    }
  }

  /** By fetch, and by one of the ways of Axios in turn. */
  #waysOf({ api }: RequestCase, index: number): readonly Sender[] {
    const senders = this.#senders.get(api) ?? []
    const axios = senders.filter(({ kind }) => kind === 'axios')
    const turn = axios[index % axios.length]
    return senders.filter((sender) => sender.kind === 'fetch' || sender === turn)
  }

  async #send(request: RequestCase, sender: Sender, describe: () => string): Promise<void> {
    const { counts } = this.report
    this.#recorder.begin(request.redirect)
    const error: unknown = await sender.send(request).then(
      () => null,
      (reason: unknown) => reason,
    )
    if (error !== null) counts.refused += 1
    const isPlain = request.plainFor === 'all' || request.plainFor === sender.kind
    if (isPlain) counts.plain += 1
    const { sent } = this.#recorder
    counts.sent += sent.length
    if (isPlain && sent.length === 0) {
      this.#lost.push(withoutToken(`${describe()}: was not sent, ${String(error)}`))
    }
    for (const one of sent) this.#judge(one, request.api, isPlain, describe)
  }

  #judge(sent: SentRequest, api: FuzzedApi, isPlain: boolean, describe: () => string): void {
    if (sent.headers.some(([, value]) => value.includes(accessToken))) {
      this.report.counts.authorized += 1
    }
    const fault = faultOf(sent, api, accessToken)
    if (fault === null) return
    const text = `${describe()}: ${fault}, ${quoted(sent.url)}`
    this.#listOf(fault, isPlain).push(withoutToken(text))
  }

  #listOf(fault: Fault, isPlain: boolean): string[] {
    if (fault !== 'no token at a URL of the API') return this.#leaks
    return isPlain ? this.#lost : this.#doubtful
  }
}

const withoutToken = (text: string) => text.replaceAll(accessToken, '…')
