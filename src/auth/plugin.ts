import { getActivePinia } from 'pinia'
import type { Pinia } from 'pinia'
import { inject } from 'vue'
import type { App, InjectionKey } from 'vue'
import type { AuthClient } from './core/auth-client'

/** What the store needs of a client. */
export type StoreClient = Pick<
  AuthClient,
  | 'snapshot'
  | 'subscribe'
  | 'login'
  | 'answerChallenge'
  | 'cancelLogin'
  | 'logout'
  | 'refresh'
  | 'reloadUser'
>

/** Where `app.use(auth)` puts the client, for the store of that app. */
export const authClientKey: InjectionKey<StoreClient> = Symbol('AuthClient')

/**
 * Gives the client to an app.
 *
 * @throws Error when the app has another one: its store can follow only one
 */
export function provideClient(app: App, client: StoreClient): void {
  const former = clientIn(app)
  if (former === client) return
  if (former) {
    throw new Error(
      'This app has an auth already: call app.use(auth) once. Its store follows one API; for a second API use ' +
        'otherAuth.client with installAuthInterceptors or createAuthFetch.',
    )
  }
  app.provide(authClientKey, client)
}

/**
 * The Pinia that a store is asked of, once it can be built.
 *
 * @throws Error when there is no Pinia, or no client in its app: a store that was built without one would stay without
 */
export function readyPinia(given: Pinia | null | undefined): Pinia {
  const pinia = given ?? getActivePinia()
  if (!pinia) {
    throw new Error(
      'useAuthStore() needs Pinia: call app.use(createPinia()) before the store is used.',
    )
  }
  // As Pinia itself finds what a store injects, also where the store is used outside a component.
  if (pinia._testing || clientIn(pinia._a)) return pinia
  throw new Error(
    'useAuthStore() has no client: call app.use(createPinia()).use(auth), with auth from createAuth(), before the ' +
      'store or useLogin() is used. In a component test, use the plugin signedIn() or signedOut() of auth/testing.',
  )
}

/**
 * The client of an app, if it has one.
 *
 * @param app - `null` is that of a Pinia which no app uses yet
 */
export function clientIn(app: App | null): StoreClient | null {
  return app?.runWithContext(() => inject(authClientKey, null)) ?? null
}
