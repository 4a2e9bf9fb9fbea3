import { AppPage } from '../../support/app-page.ts'
import { describeJourney } from '../journey.ts'
import { expect } from '../live-test.ts'
import { backendNamed } from '../servers/backends.mjs'

const { test, journey } = describeJourney(backendNamed('001'))

test.describe('001', () => {
  test('Next and Previous turn the pages of a list', async ({ page, requests }) => {
    const app = new AppPage(page)
    await page.goto('/lists/posts')
    await app.logIn('admin', 'admin')
    await expect(app.rows).toHaveCount(20)

    await app.pager('Next').click()
    await expect(app.rows.first()).toContainText('Post 21')
    await app.pager('Previous').click()

    await expect(app.rows.first()).toContainText('Post 1')
    const pages = requests().filter(journey.isList)
    expect(pages.map(({ query }) => new URLSearchParams(query).get('offset') ?? '0')).toEqual([
      '0',
      '20',
      '0',
    ])
  })

  test('somebody who is not staff stays signed in and is told that the list is not theirs', async ({
    page,
    requests,
  }) => {
    const app = new AppPage(page)
    await page.goto('/lists/posts')

    await app.logIn('demo', 'demo')

    await expect(page.getByRole('main')).toContainText(
      'You do not have permission to perform this action.',
    )
    await expect(page).toHaveURL('/lists/posts')
    await expect(app.header).toContainText('demo')
    await expect(app.logOutButton).toBeVisible()
    const answers = requests().map(({ path, status }) => `${status} ${path}`)
    expect(answers).toContain('403 /api/v1/user/')
    expect(answers).toContain('403 /api/v1/posts/')
    expect(answers).not.toContainEqual(expect.stringContaining('refresh_token'))
  })
})
