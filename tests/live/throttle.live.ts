import { setTimeout as delay } from 'node:timers/promises'
import { AppPage } from '../support/app-page.ts'
import { createLiveTest, expect } from './live-test.ts'
import { findPython } from './servers/python-environment.mjs'
import { backendNamed } from './servers/backends.mjs'

const backend = { ...backendNamed('002'), name: '002-throttled', env: { THROTTLE: '3/min' } }
const test = createLiveTest(backend)

test.skip(findPython() === null && !process.env['CI'], 'The live servers need python3')

test("Django REST framework's throttle becomes a countdown, and nothing is sent meanwhile", async ({
  page,
  requests,
}) => {
  const app = new AppPage(page)
  await page.goto('/login')
  for (const attempt of [1, 2, 3]) {
    await app.logIn(backend.username, `guess ${attempt}`)
    await expect.poll(() => requests().length).toBe(attempt)
    await expect(app.alert.filter({ hasText: 'No active account' })).toBeVisible()
  }

  await app.logIn(backend.username, backend.password)

  await expect(app.alert.filter({ hasText: 'Too many attempts' })).toBeAttached()
  const countdown = page.getByRole('timer')
  await expect(countdown).toBeVisible()
  const first = secondsIn(await countdown.innerText())
  await delay(2_500)
  const later = secondsIn(await countdown.innerText())
  expect(first).toBeLessThanOrEqual(60)
  expect(later).toBeLessThan(first)
  expect(requests().map(({ status }) => status)).toEqual([401, 401, 401, 429])
})

function secondsIn(sentence: string): number {
  const [seconds] = /\d+/.exec(sentence) ?? []
  if (seconds === undefined) throw new Error(`There is no number in: ${sentence}`)
  return Number(seconds)
}
