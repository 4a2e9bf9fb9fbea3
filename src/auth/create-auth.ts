import type { App } from 'vue'
import { acceptLanguage } from './backends/accept-language'
import { CsrfProof } from './backends/csrf-proof'
import { joinUrl } from './backends/join-url'
import type { Profile } from './backends/profile'
import { findProfileIssues } from './backends/profile-issues'
import { ProfileAuthApi } from './backends/profile-auth-api'
import { modelOf } from './backends/session-model'
import { sharedNamesOf } from './backends/shared-names'
import { createBroadcastTabChannel } from './browser/broadcast-tab-channel'
import { createFetchTransport } from './browser/fetch-transport'
import { keepPlace, openFormerPlace } from './browser/former-place'
import { readCookie } from './browser/read-cookie'
import { createIndexedDbStore } from './browser/indexed-db-store'
import { createPageLifecycle } from './browser/page-lifecycle'
import { systemClock, systemRandomness } from './browser/system-clock'
import { createHandOverHint, createSessionStorageStore } from './browser/session-storage-store'
import { createTabLock } from './browser/web-lock'
import { clientOptionsOf } from './client-options'
import { AuthClient } from './core/auth-client'
import { ConfigurationError } from './core/errors'
import type { AuthPorts } from './core/ports'
import type { Transport } from './core/transport'
import { provideClient } from './plugin'
import { createServerAuth } from './server-auth'

/** Which API, and how it signs people in. */
export interface AuthOptions {
  /** A URL, or a path on the page's origin: `https://api.example.com/v1`, `/api`. */
  readonly apiBaseUrl: string
  /** From `loadProfile`, or one of `profiles.ts`, changed by `extendProfile` where need be. */
  readonly profile: Profile
  /**
   * The language that the person reads (BCP 47), for what the API writes to people: sent to it with every request, as
   * `Accept-Language`. Without it browsers send what they are set to.
   */
  readonly language?: () => string
  /**
   * After how long without activity a session is not taken up any more by a page that is opened, in seconds. Needs
   * `client.noteActivity` to be called while somebody is there. @default never
   */
  readonly idleTimeoutSeconds?: number
  /**
   * Tells this app from others of its origin that have the same API and the same profile: apps share their session when
   * it is the same, and have one each when it is not. Before `sessionName` of the profile. @default from the constants
   * and the URLs of login and refresh
   */
  readonly sessionName?: string
}

/** The sign-in of one API, ready for `app.use(auth)`. */
export interface Auth {
  readonly client: AuthClient
  readonly profile: Profile
  /** Of storage, channel and all else that the tabs of this app share. Not a secret, and not to be taken apart. */
  readonly name: string
  /** Absolute. On a server as it was given. */
  readonly apiBaseUrl: string
  /** Where user name and password are sent. Absolute, in the same way. */
  readonly obtainUrl: string
  /**
   * Gives the client to the app's components and to its store.
   *
   * @throws Error when the app has another one
   */
  readonly install: (app: App) => void
  /** Stops every timer and listener. */
  readonly dispose: () => void
}

/**
 * Builds the client of one API over the browser's own storage, locks and channel. Several can live in one
 * page: the names of all they share between tabs come from what makes their tokens differ; see {@link AuthOptions.sessionName}.
 *
 * @param page - left out on a server, where nothing of a browser is touched; see {@link createServerAuth}
 * @throws ConfigurationError - an address is none, or a request of the profile cannot be built
 */
export function createAuth(
  options: AuthOptions,
  page: Window | undefined = globalThis.window,
): Auth {
  // The types know no server.
  if (!(page as Window | undefined)) return createServerAuth(options)
  const { profile, language } = options
  const issues = findProfileIssues(profile, options.apiBaseUrl, page.location.href)
  if (issues.length > 0) throw new ConfigurationError(issues)
  const apiBaseUrl = new URL(options.apiBaseUrl, page.location.href).href
  const { name, plain } = sharedNamesOf(profile, apiBaseUrl, options.sessionName)
  const channel = createBroadcastTabChannel(name)
  const { credentials } = profile.transport
  const transport = createFetchTransport(page, {
    withCredentials: credentials,
    ...(language && { headers: () => acceptLanguage(language()) }),
  })
  const csrf = createCsrf(page, profile, apiBaseUrl, transport)
  // Sessions of their own, in the browser's one jar: they take turns.
  const lockName = modelOf(profile).isCookie ? plain : name
  const lock = createTabLock(lockName, page.navigator.locks)
  const former = createFormer(page, plain, name)
  const ports: AuthPorts = {
    ...createStores(page, name),
    api: new ProfileAuthApi(profile, apiBaseUrl, transport, {
      csrf,
      now: systemClock.now,
      report: (error) => page.reportError(error),
    }),
    runExclusive: lock.runExclusive,
    channel,
    former,
    page: createPageLifecycle(page),
    clock: systemClock,
    randomness: systemRandomness,
  }
  const client = new AuthClient(ports, clientOptionsOf(options, apiBaseUrl, csrf))
  return {
    client,
    profile,
    name,
    apiBaseUrl,
    obtainUrl: joinUrl(apiBaseUrl, profile.endpoints.obtain.url),
    install: (app) => provideClient(app, client),
    dispose: () => {
      client.dispose()
      channel.close()
      lock.close()
      former?.close()
    },
  }
}

function createStores(page: Window, name: string) {
  return {
    sharedStore: createIndexedDbStore(name, () => page.indexedDB),
    tabStore: createSessionStorageStore(name, () => page.sessionStorage),
    hint: createHandOverHint(name, () => page.localStorage),
  }
}

/** Where the session was before names told more than API and profile. */
function createFormer(page: Window, plain: string, name: string) {
  if (name !== plain) return openFormerPlace(page, plain) ?? undefined
  keepPlace(page, plain)
  return undefined
}

function createCsrf(
  page: Window,
  profile: Profile,
  apiBaseUrl: string,
  transport: Transport,
): CsrfProof | null {
  if (!profile.csrf) return null
  return new CsrfProof(profile.csrf, {
    pageUrl: page.location.href,
    apiBaseUrl,
    withCredentials: profile.transport.credentials,
    readCookie: (name) => readCookie(page.document.cookie, name),
    transport,
  })
}
