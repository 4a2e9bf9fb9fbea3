import { joinUrl } from './backends/join-url'
import { findProfileIssues } from './backends/profile-issues'
import type { Profile } from './backends/profile'
import { ProfileAuthApi } from './backends/profile-auth-api'
import { sharedNamesOf } from './backends/shared-names'
import { systemClock } from './browser/system-clock'
import { clientOptionsOf } from './client-options'
import { AuthClient } from './core/auth-client'
import { ConfigurationError } from './core/errors'
import { emptyLedger } from './core/ledger'
import type { AuthApi, AuthPorts, LedgerStore } from './core/ports'
import type { Auth, AuthOptions } from './create-auth'
import { provideClient } from './plugin'

/**
 * The sign-in where there is no page: on a server that renders the app. Who is signed in is known to the browser
 * alone, so the session stays `restoring`. Nothing is stored, listened to or remembered: one may serve all requests.
 *
 * @throws ConfigurationError - as in the browser
 */
export function createServerAuth(options: AuthOptions): Auth {
  const { profile, apiBaseUrl, sessionName } = options
  const issues = findProfileIssues(profile, apiBaseUrl)
  if (issues.length > 0) throw new ConfigurationError(issues)
  const knownBaseUrl = URL.canParse(apiBaseUrl) ? new URL(apiBaseUrl).href : null
  const client = new AuthClient(
    createServerPorts(profile, apiBaseUrl),
    clientOptionsOf(options, knownBaseUrl, null),
  )
  // Whoever renders a page subscribes, and never says goodbye.
  client.dispose()
  return {
    client,
    profile,
    name: sharedNamesOf(profile, knownBaseUrl ?? apiBaseUrl, sessionName).name,
    apiBaseUrl: knownBaseUrl ?? apiBaseUrl,
    obtainUrl: joinUrl(knownBaseUrl ?? apiBaseUrl, profile.endpoints.obtain.url),
    install: (app) => provideClient(app, client),
    dispose: () => undefined,
  }
}

function createServerPorts(profile: Profile, apiBaseUrl: string): AuthPorts {
  const api: AuthApi = new ProfileAuthApi(profile, apiBaseUrl, refuse)
  return {
    // Nobody is signed in, so nothing else is asked.
    api: { ...api, obtain: refuse },
    sharedStore: createEmptyStore(true),
    tabStore: createEmptyStore(false),
    hint: { isSet: () => false, set: () => undefined, clear: () => undefined },
    runExclusive: (task) => task(false),
    channel: { post: () => undefined, listen: () => () => undefined },
    page: {
      isMissing: true,
      openedAtMs: 0,
      isVisible: () => false,
      onChange: () => () => undefined,
    },
    clock: systemClock,
    // Some servers have no chance to give while a module is loaded; here nothing needs it.
    randomness: { id: () => 'server', fraction: () => 0.5 },
  }
}

function createEmptyStore(isShared: boolean): LedgerStore {
  return {
    isShared,
    read: () => Promise.resolve(emptyLedger),
    transact: () => Promise.resolve(emptyLedger),
  }
}

/** A session that a server opened would be everybody's whom it serves. */
const refuse = () =>
  Promise.reject(
    new Error(
      'Nobody can log in on a server. Call login() in the browser: in an event handler, or in onMounted().',
    ),
  )
