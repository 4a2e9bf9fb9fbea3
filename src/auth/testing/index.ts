import { createPinia } from 'pinia'
import type { Pinia } from 'pinia'
import { createApp } from 'vue'
import { authClientKey, clientIn } from '../plugin'
import { signedInSnapshot, signedOutSnapshot, TestClient } from './test-client'
import type { SignedInOptions, SignedOutOptions } from './test-client'

export type { SignedInOptions, SignedOutOptions }

/**
 * A Pinia in which `user` is signed in, for `mount(View, { global: { plugins: [signedIn({ user })] } })`. It brings
 * a client of its own: no `app.use(auth)` is needed, nothing is stored, nothing is sent, `login` and `logout` do
 * nothing. Outside a component the store can be used at once.
 */
export function signedIn(options: SignedInOptions): Pinia {
  return piniaWith(new TestClient(signedInSnapshot(options)))
}

/** A Pinia in which nobody is signed in, with the reason that the login page shows. */
export function signedOut(options: SignedOutOptions = {}): Pinia {
  return piniaWith(new TestClient(signedOutSnapshot(options)))
}

/** Signs somebody in, in a Pinia of {@link signedIn} or {@link signedOut} that is in use; or changes who it is. */
export function signIn(pinia: Pinia, options: SignedInOptions): void {
  testClientOf(pinia).become(signedInSnapshot(options))
}

/** Ends the session in the same way, with the reason that the login page shows. */
export function signOut(pinia: Pinia, { reason = 'logged-out', ...rest }: SignedOutOptions = {}) {
  testClientOf(pinia).become(signedOutSnapshot({ reason, ...rest }))
}

function testClientOf(pinia: Pinia): TestClient {
  const client = clientIn(pinia._a)
  if (client instanceof TestClient) return client
  throw new Error('signIn() and signOut() need the Pinia that signedIn() or signedOut() gave.')
}

function piniaWith(client: TestClient): Pinia {
  const pinia = createPinia()
  const install = pinia.install
  pinia.install = (app) => {
    app.provide(authClientKey, client)
    install(app)
  }
  // For stores that are used outside a component.
  createApp({}).use(pinia)
  return pinia
}
