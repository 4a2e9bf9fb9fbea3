import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import type { Stub, StubAnswer } from '../stub-api.ts'

/** What a server says to a wrong password. */
export const refused: StubAnswer = {
  status: 401,
  body: { detail: 'No active account found with the given credentials' },
}

/** What a server says to a token of a session that is over. */
export const dead: Stub = {
  status: 401,
  body: { detail: 'Token is invalid or expired', code: 'token_not_valid' },
}

export const forbidden: Stub = {
  status: 403,
  body: { detail: 'You do not have permission to perform this action.' },
}

/** What a server says that wants the code of an authenticator app. */
export const codeWanted: StubAnswer = {
  status: 400,
  body: { otp_token: ['Enter the code that your authenticator app shows.'] },
}

/** What a form is answered. */
export const posted = (answer: Stub): Readonly<Record<string, Stub>> => ({ 'POST /posts/': answer })

export const logInButton = (page: Page) => page.getByRole('button', { name: 'Log in' })
const password = (page: Page) => page.getByLabel('Password', { exact: true })
const navigation = (page: Page) => page.getByRole('navigation', { name: 'Pages', exact: true })

/** Whether it can be seen, whatever stands before it on a narrow screen. */
export const expectText = (page: Page | Locator, text: string | RegExp, timeout = 5_000) =>
  expect(page.getByText(text).first()).toBeVisible({ timeout })

export const expectHeading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { name })).toBeVisible()

export async function goTo(page: Page, path: string) {
  await page.goto(new URL(path, page.url()).href)
}

export async function logIn(page: Page, username = 'dana') {
  await page.getByLabel('Username').fill(username)
  await password(page).fill('correct horse')
  await logInButton(page).click()
}

/** Logs in, and opens a page by its entry in the navigation. */
export async function open(page: Page, title: string) {
  await logIn(page)
  await openFromHere(page, title)
}

export async function openFromHere(page: Page, title: string) {
  await navigation(page).getByRole('link', { name: title }).click()
  await expectHeading(page, title)
}

export async function openAccount(page: Page) {
  await page.getByRole('banner').getByRole('link', { name: 'Account of' }).click()
  await expectHeading(page, 'Account')
}

export async function openForm(page: Page) {
  await open(page, 'Posts')
  await page.getByRole('link', { name: 'New post' }).click()
  await page.getByLabel('Title').fill('The harbour opens at six')
  await page.getByLabel('Text').fill('The first boats leave before the light does.')
}

export async function sendForm(page: Page) {
  await openForm(page)
  await page.getByRole('button', { name: 'Send' }).click()
}

/** From here on the page has a clock that can be moved. */
export async function holdClock(page: Page) {
  await page.clock.install()
  await page.reload()
}

/** Logs in, and lets time pass until the session is about to end. */
export async function nearEnd(page: Page) {
  await holdClock(page)
  await openForm(page)
  await page.clock.fastForward(86_400_000 - 48_000)
  await expect(page.getByRole('alertdialog')).toBeVisible()
}

/** Lets time pass until somebody is asked whether they are still there. */
export async function nearIdleEnd(page: Page) {
  await holdClock(page)
  await openForm(page)
  // The other tabs are asked first, which takes a second.
  await page.clock.fastForward(840_000)
  await page.clock.runFor(13_000)
  await expect(page.getByRole('alertdialog')).toBeVisible()
}

/** Loses the session under a form; the dialog asks for the password. */
export async function loseSession(page: Page) {
  await sendForm(page)
  await expectSignInDialog(page)
}

export async function expectSignInDialog(page: Page) {
  await expect(page.getByRole('dialog', { name: 'Log in again' })).toBeVisible()
}

/** Gives the dialog a password, to which the server says something of its own. */
export async function answerDialog(page: Page, { status = 200, body }: StubAnswer) {
  await page.route('**/token/', (route) =>
    body === null ? route.abort() : route.fulfill({ status, json: body }),
  )
  await password(page).fill('wrong')
  await page.keyboard.press('Enter')
}
