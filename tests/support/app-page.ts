import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

/** The app as a person finds it: by label, role and text. */
export class AppPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get username(): Locator {
    return this.page.getByLabel('Username')
  }

  get password(): Locator {
    return this.page.getByLabel('Password')
  }

  /** The field for the one-time code. */
  get code(): Locator {
    return this.page.getByLabel('One-time code')
  }

  get logInButton(): Locator {
    return this.page.getByRole('button', { name: 'Log in' })
  }

  get alert(): Locator {
    return this.page.getByRole('alert')
  }

  /** The announced sentence, polite or urgent, that says why the person is here. */
  get announcement(): Locator {
    return this.alert.or(this.page.getByRole('status')).filter({ hasText: /\S/ })
  }

  /** The dialog that asks for the password over the page. */
  get signInDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Log in again' })
  }

  get header(): Locator {
    return this.page.getByRole('banner')
  }

  get logOutButton(): Locator {
    return this.header.getByRole('button', { name: 'Log out' })
  }

  get rows(): Locator {
    return this.page.getByRole('main').getByRole('listitem')
  }

  /** A control that turns the pages of a list: a link or a button. */
  pager(name: 'Next' | 'Previous'): Locator {
    return this.page.getByRole('link', { name }).or(this.page.getByRole('button', { name }))
  }

  async logIn(username: string, password: string, { keep = true } = {}) {
    await this.username.fill(username)
    await this.password.fill(password)
    await this.page.getByRole('checkbox', { name: 'Keep me signed in' }).setChecked(keep)
    await this.logInButton.click()
  }

  /** Gives the password that the dialog over the page asks for. */
  async logInAgain(password: string) {
    await expect(this.signInDialog.getByLabel('Password')).toBeFocused()
    await this.page.keyboard.type(password)
    await this.page.keyboard.press('Enter')
  }

  /** Goes to a list within the app, without loading the document again. */
  async openList({ title }: { readonly title: string }) {
    await this.page.getByRole('link', { name: title, exact: true }).first().click()
    await this.page.getByRole('heading', { name: title, exact: true }).waitFor()
  }
}
