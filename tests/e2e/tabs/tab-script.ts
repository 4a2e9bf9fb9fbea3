import type { AxiosInstance } from 'axios'
import type { App } from 'vue'

/** What came of a request: the status of its answer, or why there was none. */
export type Answer = number | string

/** When and what a tab asks. */
export interface Question {
  /** Relative to the API. */
  readonly paths: readonly string[]
  /** By this machine's clock, in ms: until then the tab's scripts stand still. */
  readonly atMs: number
  /** How far the tab's clock is before this machine's from that instant on, in ms. */
  readonly aheadMs: number
}

/** What {@link TabScript.askAt} gives. */
export interface TimedAnswers {
  readonly isLate: boolean
  readonly answers: Answer[]
}

/** What the tests have put into a page, before the page's own scripts. */
export interface TabScript {
  /** Sends requests all at once through the app's own Axios instance. Never rejects. */
  readonly ask: (paths: readonly string[]) => Promise<Answer[]>
  /**
   * The same, as on a computer that wakes: nothing else has run since the instant that is asked for. `isLate` where it
   * was told only after that instant.
   */
  readonly askAt: (question: Question) => Promise<TimedAnswers>
  /** Puts the clock so many ms before this machine's. No timer notices. */
  readonly setClock: (aheadMs: number) => void
}

declare global {
  interface Window {
    tabScript: TabScript
  }
}

interface VueRoot extends Element {
  readonly __vue_app__?: App
}

/** Runs in the page, and is sent there as text: it uses nothing from outside. */
export function installTabScript(aheadAtStartMs: number) {
  const machineNow = Date.now.bind(Date)
  let aheadMs = aheadAtStartMs
  Date.now = () => machineNow() + aheadMs

  const isHttp = (value: unknown): value is AxiosInstance =>
    typeof value === 'function' && 'interceptors' in value
  const mounted = async () => {
    for (;;) {
      const app = document.querySelector<VueRoot>('#app')?.__vue_app__
      if (app) return app
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  /** The app loads it with the first page that calls the API. */
  const loadHttp = async () => {
    const app = await mounted()
    const { $router } = app.config.globalProperties
    const list = $router.getRoutes().find(({ name }) => name === 'list')
    await (list?.components?.['default'] as (() => Promise<unknown>) | undefined)?.()
    const provides: Record<symbol, unknown> = app._context.provides
    const values = Object.getOwnPropertySymbols(provides).map((key) => provides[key])
    const http = values.find(isHttp)
    if (!http) throw new Error('The app provides no Axios instance')
    return http
  }
  // At once: later there may be no network.
  const http = new Promise<AxiosInstance>((resolve, reject) => {
    addEventListener('DOMContentLoaded', () => void loadHttp().then(resolve, reject))
  })
  http.catch(() => undefined)
  const codeOf = (error: unknown): Answer => {
    const { response, code } = error as { response?: { status: number }; code?: string }
    return response?.status ?? code ?? 'failed without a code'
  }
  const askWith = (axios: AxiosInstance, paths: readonly string[]) =>
    Promise.all(paths.map((path) => axios.get(path).then(({ status }) => status, codeOf)))

  window.tabScript = {
    ask: async (paths) => askWith(await http, paths),
    askAt: async (question) => {
      const axios = await http
      const isLate = machineNow() >= question.atMs
      while (machineNow() < question.atMs);
      aheadMs = question.aheadMs
      return { isLate, answers: await askWith(axios, question.paths) }
    },
    setClock: (nextMs) => {
      aheadMs = nextMs
    },
  }
}
