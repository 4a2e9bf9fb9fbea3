/** As much of a window as a step needs. */
export type StepPage = Pick<
  Window,
  'history' | 'location' | 'addEventListener' | 'removeEventListener'
>

/** Under this name an entry says of which URL it is a step: a router may carry it on to another page. */
const mark = 'latchkeyStepOf'

/** How long a browser may take to go back, in ms. */
const longestBackMs = 500

/**
 * An entry of the browser's history for a step within a page, so that Back leads to the step before. The URL stays: a
 * router that hears of it first, as in Chromium, goes from the page to itself.
 */
export class StepEntry {
  readonly #onBack: () => void
  #stopListening: (() => void) | null = null

  /** @param onBack - the person has gone back from the step */
  constructor(onBack: () => void) {
    this.#onBack = onBack
  }

  /** The step begins. After a reload its entry is there already. */
  open(page: StepPage): void {
    this.release()
    const { href } = page.location
    if (!isAtStep(page)) page.history.pushState({ ...stateOf(page), [mark]: href }, '')
    const hear = (event: Event) => {
      // Further away than one step: that is another page, and the router's.
      if (page.location.href !== href) return
      event.stopImmediatePropagation()
      this.release()
      this.#onBack()
    }
    page.addEventListener('popstate', hear, { capture: true })
    this.#stopListening = () => {
      page.removeEventListener('popstate', hear, { capture: true })
    }
  }

  /** The step is over in another way than by going back: its entry goes as well. */
  close(page: StepPage): void {
    this.release()
    if (isAtStep(page)) void leaveStep(page)
  }

  /** The step was taken. Its entry goes with the page; see {@link leaveStep}. */
  release(): void {
    this.#stopListening?.()
    this.#stopListening = null
  }
}

/** Whether the browser is at the entry of a step. */
export function isAtStep(page: Pick<Window, 'history' | 'location'>): boolean {
  return stateOf(page)[mark] === page.location.href
}

/** Goes back from the entry of a step. Resolves when the browser has done it. */
export function leaveStep(page: StepPage): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      clearTimeout(timer)
      page.removeEventListener('popstate', hear, { capture: true })
      resolve()
    }
    const hear = (event: Event) => {
      event.stopImmediatePropagation()
      stop()
    }
    const timer = setTimeout(stop, longestBackMs)
    page.addEventListener('popstate', hear, { capture: true })
    page.history.back()
  })
}

function stateOf({ history }: Pick<Window, 'history'>): Readonly<Record<string, unknown>> {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null ? { ...state } : {}
}
