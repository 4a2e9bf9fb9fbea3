import type { AxiosInstance } from 'axios'
import type { Component, InjectionKey } from 'vue'
import type { Auth, AuthClient, Credentials } from './auth'
import type { AppConfig } from './config'
import type { Connection } from './diagnosis/connection'
import type { Drafts } from './drafts'
import type { SessionLog } from './session-log/session-log'
import type { Language } from './texts/language'

/** The API's Axios instance, which sends the access token. */
export const httpKey: InjectionKey<AxiosInstance> = Symbol('http')

/** What `config.json` says. */
export const configKey: InjectionKey<AppConfig> = Symbol('config')

/** How the API signs people in. */
export const profileKey: InjectionKey<Auth['profile']> = Symbol('profile')

/** How the app reaches its API, for the page that finds out why it does not. */
export const connectionKey: InjectionKey<Connection> = Symbol('connection')

/** What the login page shows when the embedded mock answers; a production build provides none. */
export interface Demo {
  /** Shows the credentials, and emits `fill` when they shall be taken. */
  readonly component: Component
  readonly credentials: Credentials
}

export const demoKey: InjectionKey<Demo> = Symbol('demo')

/** When somebody did something last, in the pages before this one as well. */
export const activityKey: InjectionKey<Pick<AuthClient, 'lastActiveAtMs' | 'noteActivity'>> =
  Symbol('activity')

/** Names what the tabs of this app share, and no other app of its origin. */
export const sharedNameKey: InjectionKey<Auth['name']> = Symbol('shared name')

/** What is typed in forms and not sent yet. */
export const draftsKey: InjectionKey<Drafts> = Symbol('drafts')

/** What the session did in this tab. */
export const sessionLogKey: InjectionKey<SessionLog> = Symbol('session log')

/** The language that the app speaks, with its texts. */
export const languageKey: InjectionKey<Language> = Symbol('language')
