import { describeJourney } from '../journey.ts'
import { backendNamed } from '../servers/backends.mjs'

const { test } = describeJourney(backendNamed('001-same-origin'))

test.beforeEach(async ({ page }) => {
  // On one origin Django's admin, where somebody has been before, leaves a csrftoken.
  await page.goto('/admin/login/')
})
