import type { Locator, Page } from '@playwright/test'

/** The panel that makes trouble, as a person finds it. */
export class TroublePage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get panel(): Locator {
    return this.page.getByRole('complementary', { name: 'Trouble for the demo' })
  }

  get toggle(): Locator {
    return this.panel.getByRole('button', { name: /^Make trouble/ })
  }

  async choose(group: string, option: string) {
    await this.open()
    const choice = this.panel.getByRole('group', { name: group })
    await choice.getByRole('radio', { name: option, exact: true }).check()
  }

  /** Presses a button, and waits until it has worked. */
  async press(name: string) {
    await this.open()
    await this.panel.getByRole('button', { name, exact: true }).click()
    await this.panel.getByRole('status').filter({ hasText: /\S/ }).waitFor()
  }

  async openSecondTab(): Promise<Page> {
    await this.open()
    const opened = this.page.context().waitForEvent('page')
    await this.panel.getByRole('button', { name: 'Open a second tab' }).click()
    return opened
  }

  async open() {
    if ((await this.toggle.getAttribute('aria-expanded')) === 'false') await this.toggle.click()
  }
}
