import { describeEndings } from './journey-endings.ts'
import { describeFiveLifetimes } from './journey-five-lifetimes.ts'
import { describeSignIn } from './journey-sign-in.ts'
import { describeTwoTabs } from './journey-two-tabs.ts'
import { createLiveTest, expect, listsOf } from './live-test.ts'
import { type SeedFacts, profileOf } from './seed-facts.ts'
import type { LogEntry } from './servers/access-log.mjs'
import { findPython } from './servers/python-environment.mjs'

/** A query of its own, so that a way back that loses it is noticed. */
const query = '?from=mail&about=a%26b'

/** What the parts of the journey have in common. */
export interface Journey extends SeedFacts {
  readonly model: 'pair' | 'single' | 'none'
  readonly lists: ReturnType<typeof listsOf>
  /** The page that is asked for at the start. */
  readonly wanted: string
  readonly isObtain: (entry: LogEntry) => boolean
  readonly isRefresh: (entry: LogEntry) => boolean
  /** Whether the API itself says of a user who is gone that no refresh can help. */
  readonly isFinalOnRequest: boolean
  /** Where the server is told of a logout; `null` for nowhere. */
  readonly logoutPath: string | null
}

/**
 * Registers what every seed must show, asserted on the page and on the server's log, and returns the test
 * that a seed adds its own to. Without Python the seed is skipped; where CI is set, that is a failure.
 */
export function describeJourney(facts: SeedFacts) {
  const { variant } = facts
  const test = createLiveTest(facts)
  const journey = journeyOf(facts)

  test.skip(
    findPython() === null && !process.env['CI'],
    `Seed ${variant.name} needs python3 for its server`,
  )

  test.describe(`seed ${variant.name}`, () => {
    test.beforeEach(async ({ page }) => {
      // On one origin Django's admin, where somebody has been before, leaves a csrftoken.
      if (variant.isSameOrigin) await page.goto('/admin/login/')
    })

    test.afterEach(({ pageErrors, requests }) => {
      expect(pageErrors).toEqual([])
      expect(requests().filter(({ query }) => query.includes('[jwt]'))).toEqual([])
      const isProofDue = (method: string) => variant.isSameOrigin && method === 'POST'
      expect(
        requests().filter(({ csrfToken, method }) => csrfToken !== isProofDue(method)),
      ).toEqual([])
    })

    describeSignIn(test, journey)
    describeFiveLifetimes(test, journey)
    describeEndings(test, journey)
    if (journey.model !== 'none') describeTwoTabs(test, journey)
  })

  return test
}

/** The login page that leads back to a place of the app. */
export function isLoginFor(place: string): (url: URL) => boolean {
  return ({ pathname, searchParams }) =>
    pathname === '/login' && searchParams.get('redirect') === place
}

function journeyOf(facts: SeedFacts): Journey {
  const { model, endpoints, challenge } = profileOf(facts)
  const lists = listsOf(facts.variant)
  return {
    ...facts,
    model,
    lists,
    wanted: `/lists/${lists[0].path}${query}`,
    isObtain: ({ path }) => path === endpoints.obtain.url,
    isRefresh: ({ path }) => path === endpoints.refresh?.url,
    isFinalOnRequest: challenge.final.length > 0,
    logoutPath: endpoints.logout?.url ?? null,
  }
}
