import * as v from 'valibot'
import { authSettingsSchema } from '../../src/auth/backends/auth-settings.ts'
import type { Profile } from '../../src/auth/backends/profile.ts'
import { resolveProfile } from '../support/resolve-profile.ts'
import { describeDoctor } from './journey-doctor.ts'
import { describeEndings } from './journey-endings.ts'
import { describeForgery, isForged } from './journey-forgery.ts'
import { describeLifetimes } from './journey-lifetimes.ts'
import { describeSignIn } from './journey-sign-in.ts'
import { describeTwoTabs } from './journey-two-tabs.ts'
import { createLiveTest, expect, listsOf } from './live-test.ts'
import type { LogEntry } from './servers/access-log.mjs'
import { type Backend, longLifetimes } from './servers/backend.mjs'
import { findPython } from './servers/python-environment.mjs'

/** A query of its own, so that a way back that loses it is noticed. */
const query = '?from=mail&about=a%26b'

/** What the parts of the journey have in common. */
export interface Journey {
  readonly backend: Backend
  readonly profile: Profile
  readonly lists: ReturnType<typeof listsOf>
  /** The page that is asked for at the start. */
  readonly wanted: string
  readonly isObtain: (entry: LogEntry) => boolean
  readonly isRefresh: (entry: LogEntry) => boolean
  readonly isList: (entry: LogEntry) => boolean
  /** Whether a request is for nothing but the cookie that proves where others come from. */
  readonly isBootstrap: (entry: LogEntry) => boolean
  /** Whether a request must prove that it comes from the app. */
  readonly hasCsrfToken: (entry: LogEntry) => boolean
}

/**
 * Registers what every backend must show, asserted on the page and on the server's log, and gives the test
 * that a backend adds its own to. Without Python the backend is skipped; where CI is set, that is a failure.
 */
export function describeJourney(backend: Backend) {
  const test = createLiveTest(backend)
  const journey = createJourney(backend)

  test.skip(findPython() === null && !process.env['CI'], `${backend.name} needs python3`)

  test.describe(backend.name, () => {
    test.afterEach(({ pageErrors, requests }) => {
      expect(pageErrors).toEqual([])
      expect(requests().filter(({ query }) => query.includes('[jwt]'))).toEqual([])
    })

    describeDoctor(test, journey)

    test.describe(() => {
      test.afterEach(({ requests }) => {
        // Before the first login there need not be a cookie to prove it with.
        const later = requests().filter((entry) => !journey.isObtain(entry))
        const wrong = later.filter((entry) => entry.csrfToken !== journey.hasCsrfToken(entry))
        expect(wrong).toEqual([])
      })

      describeSignIn(test, journey)
      describeLifetimes(test, journey)
      describeEndings(test, journey)
      if (journey.profile.model !== 'none') describeTwoTabs(test, journey)
      if (journey.profile.refresh.placement === 'cookie') describeForgery(test, journey)
    })
  })

  return { test, journey }
}

/** The login page that leads back to a place of the app. */
export function isLoginFor(place: string): (url: URL) => boolean {
  return ({ pathname, searchParams }) =>
    pathname === '/login' && searchParams.get('redirect') === place
}

/** Whether the server did what it was asked to. */
export const isSuccess = ({ status }: LogEntry) => status >= 200 && status < 300

/** What there is to know of a backend for its journey. */
export function createJourney(backend: Backend): Journey {
  const profile = resolveProfile(v.parse(authSettingsSchema, backend.auth(longLifetimes)))
  const { obtain, refresh } = profile.endpoints
  const lists = listsOf(backend)
  return {
    backend,
    profile,
    lists,
    wanted: `/lists/${lists[0].path}${query}`,
    isObtain: ({ path, grant }) => path === obtain.url && grant !== 'refresh_token',
    isRefresh: ({ path, grant }) => path === refresh?.url && grant !== 'password',
    isList: ({ path }) => path === backend.list.url,
    isBootstrap: ({ path }) => path === profile.csrf?.bootstrap?.url,
    hasCsrfToken: (entry) =>
      !isForged(entry) && (backend.facts.csrfOn?.includes(entry.method) ?? false),
  }
}
