import { expect } from '@playwright/test'
import type { WebElement, WebDriver } from './web-driver'

/** As WebKit computes it. */
export type Role = keyof typeof candidates

/** Which elements may have a role; the browser is asked which have it. */
const candidates = {
  alert: '[role=alert]',
  button: 'button',
  checkbox: 'input[type=checkbox]',
  dialog: 'dialog',
  heading: 'h1, h2',
  link: 'a[href]',
  listitem: 'main li',
} as const

/** Enter, as WebDriver types it. */
export const enter = '\uE007'

const patience = { timeout: 20_000, intervals: [50, 100, 200] }

/** One tab of WebKit, as a person finds what is in it: by role, label and text. Each wait is bounded. */
export class Tab {
  readonly #driver: WebDriver
  readonly #handle: string
  readonly #origin: string

  constructor(driver: WebDriver, handle: string, origin: string) {
    this.#driver = driver
    this.#handle = handle
    this.#origin = origin
  }

  async open(path: string): Promise<void> {
    await this.#front()
    await this.#driver.goTo(this.#origin + path)
  }

  async reload(): Promise<void> {
    await this.#front()
    await this.#driver.reload()
  }

  async run(script: string): Promise<unknown> {
    await this.#front()
    return this.#driver.run(script)
  }

  /** Waits until the path with its query is this. */
  async isAt(path: string): Promise<void> {
    await this.#eventually(async () => {
      expect(await this.#driver.address()).toBe(this.#origin + path)
    })
  }

  /** Fills in the login form and sends it. */
  async logIn(username: string, password: string, { keep = true } = {}): Promise<void> {
    await this.fill('Username', username)
    await this.fill('Password', password)
    await this.check('Keep me signed in', keep)
    await this.click('button', 'Log in')
  }

  async sees(role: Role, name?: string): Promise<void> {
    await this.#eventually(() => this.#first(role, name))
  }

  async seesNo(role: Role, name?: string): Promise<void> {
    await this.#eventually(async () => expect(await this.#all(role, name)).toHaveLength(0))
  }

  /** Waits until the first of them says so. */
  async says(role: Role, words: string): Promise<void> {
    await this.#eventually(async () => {
      const [first] = await this.#all(role)
      expect(first && (await this.#driver.textOf(first))).toContain(words)
    })
  }

  /** Waits until the list has so many rows. */
  async hasRows(count: number): Promise<void> {
    await this.#eventually(async () => expect(await this.#all('listitem')).toHaveLength(count))
  }

  async click(role: Role, name: string): Promise<void> {
    await this.#eventually(async () => this.#driver.click(await this.#first(role, name)))
  }

  async check(name: string, isChecked: boolean): Promise<void> {
    await this.#eventually(async () => {
      const box = await this.#first('checkbox', name)
      if ((await this.#driver.isChecked(box)) !== isChecked) await this.#driver.click(box)
      expect(await this.#driver.isChecked(box)).toBe(isChecked)
    })
  }

  async fill(label: string, text: string): Promise<void> {
    await this.#eventually(async () => {
      const field = await this.#field(label)
      await this.#driver.clear(field)
      await this.#driver.type(field, text)
    })
  }

  async holds(label: string, text: string): Promise<void> {
    await this.#eventually(async () => {
      expect(await this.#driver.valueOf(await this.#field(label))).toBe(text)
    })
  }

  /** Waits until the field with that label has the focus, and types into it. */
  async typeInto(label: string, text: string): Promise<void> {
    await this.hasFocus(label)
    await this.#driver.type(await this.#driver.active(), text)
  }

  async hasFocus(label: string): Promise<void> {
    await this.#eventually(async () => {
      expect(await this.#driver.nameOf(await this.#driver.active())).toBe(label)
    })
  }

  async #field(label: string): Promise<WebElement> {
    const fields = await this.#driver.find('input:not([type=checkbox]), textarea')
    return firstOf(await this.#named(fields, label), label)
  }

  async #first(role: Role, name?: string): Promise<WebElement> {
    return firstOf(await this.#all(role, name), `${role} ${name ?? ''}`)
  }

  async #all(role: Role, name?: string): Promise<WebElement[]> {
    const found = await this.#driver.find(candidates[role])
    const named = name === undefined ? found : await this.#named(found, name)
    return filter(
      named,
      async (element) =>
        (await this.#driver.isShown(element)) && (await this.#driver.roleOf(element)) === role,
    )
  }

  #named(elements: readonly WebElement[], name: string): Promise<WebElement[]> {
    return filter(elements, async (element) => (await this.#driver.nameOf(element)) === name)
  }

  /** Tries until it does not throw: a page that is being drawn may replace an element while it is looked at. */
  async #eventually(look: () => Promise<unknown>): Promise<void> {
    await this.#front()
    await expect(look).toPass(patience)
  }

  async #front(): Promise<void> {
    await this.#driver.switchTo(this.#handle)
  }
}

function firstOf([first]: readonly WebElement[], what: string): WebElement {
  if (first) return first
  throw new Error(`There is no ${what} to be seen.`)
}

async function filter(
  elements: readonly WebElement[],
  is: (element: WebElement) => Promise<boolean>,
): Promise<WebElement[]> {
  const answers = await Promise.all(elements.map(is))
  return elements.filter((_, index) => answers[index])
}
