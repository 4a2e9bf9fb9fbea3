import * as v from 'valibot'

/** A command that the driver could not carry out. `code` is one of WebDriver, as `stale element reference`. */
export class WebDriverError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.name = new.target.name
    this.code = code
  }
}

/** How long one command may take, in milliseconds… */
const commandMs = 30_000

/** …and how long the first, which starts the browser. */
const startMs = 60_000

/** An element of a page; it is stale when the page has replaced it. */
export type WebElement = v.InferOutput<typeof elementSchema>

const elementKey = 'element-6066-11e4-a52e-4f735466cecf'
const elementSchema = v.object({ [elementKey]: v.string() })
const windowSchema = v.object({ handle: v.string() })
const failureSchema = v.object({ error: v.string(), message: v.string() })

/** One browser, by the commands of WebDriver (W3C, section 6) that these tests need. They go to its current window. */
export class WebDriver {
  readonly #session: string

  private constructor(session: string) {
    this.#session = session
  }

  /**
   * Starts a browser with a profile of its own.
   *
   * @param url - of the driver
   */
  static async open(url: string): Promise<WebDriver> {
    const answer = v.object({ sessionId: v.string() })
    const value = await send(`${url}/session`, 'POST', { capabilities: {} }, startMs)
    return new WebDriver(`${url}/session/${v.parse(answer, value).sessionId}`)
  }

  /** Ends the browser. */
  async quit(): Promise<void> {
    await send(this.#session, 'DELETE')
  }

  async openTab(): Promise<string> {
    return v.parse(windowSchema, await this.#post('/window/new', { type: 'tab' })).handle
  }

  async currentWindow(): Promise<string> {
    return this.#text('/window')
  }

  async switchTo(handle: string): Promise<void> {
    await this.#post('/window', { handle })
  }

  async goTo(url: string): Promise<void> {
    await this.#post('/url', { url })
  }

  async reload(): Promise<void> {
    await this.#post('/refresh', {})
  }

  async address(): Promise<string> {
    return this.#text('/url')
  }

  async find(css: string): Promise<WebElement[]> {
    const found = await this.#post('/elements', { using: 'css selector', value: css })
    return v.parse(v.array(elementSchema), found)
  }

  /** The element that has the focus. */
  async active(): Promise<WebElement> {
    return v.parse(elementSchema, await this.#get('/element/active'))
  }

  /** As assistive technology is told. */
  async roleOf(element: WebElement): Promise<string> {
    return this.#text(`${elementPath(element)}/computedrole`)
  }

  /** The accessible name, as assistive technology is told. */
  async nameOf(element: WebElement): Promise<string> {
    return this.#text(`${elementPath(element)}/computedlabel`)
  }

  /** As it is rendered. */
  async textOf(element: WebElement): Promise<string> {
    return this.#text(`${elementPath(element)}/text`)
  }

  async isShown(element: WebElement): Promise<boolean> {
    return v.parse(v.boolean(), await this.#get(`${elementPath(element)}/displayed`))
  }

  async isChecked(element: WebElement): Promise<boolean> {
    return v.parse(v.boolean(), await this.#get(`${elementPath(element)}/selected`))
  }

  async valueOf(element: WebElement): Promise<string> {
    return this.#text(`${elementPath(element)}/property/value`)
  }

  async click(element: WebElement): Promise<void> {
    await this.#post(`${elementPath(element)}/click`, {})
  }

  async clear(element: WebElement): Promise<void> {
    await this.#post(`${elementPath(element)}/clear`, {})
  }

  async type(element: WebElement, text: string): Promise<void> {
    await this.#post(`${elementPath(element)}/value`, { text })
  }

  /** Runs the body of a function in the page. */
  async run(script: string): Promise<unknown> {
    return this.#post('/execute/sync', { script, args: [] })
  }

  async #text(path: string): Promise<string> {
    return v.parse(v.string(), await this.#get(path))
  }

  #get(path: string): Promise<unknown> {
    return send(this.#session + path, 'GET')
  }

  #post(path: string, body: object): Promise<unknown> {
    return send(this.#session + path, 'POST', body)
  }
}

function elementPath(element: WebElement): string {
  return `/element/${element[elementKey]}`
}

/** @throws {WebDriverError} */
async function send(url: string, method: string, body?: object, limitMs = commandMs) {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(limitMs),
    ...(body && { body: JSON.stringify(body) }),
  })
  const { value } = v.parse(v.object({ value: v.unknown() }), await response.json())
  if (response.ok) return value
  const { error, message } = v.parse(failureSchema, value)
  throw new WebDriverError(error, message)
}
