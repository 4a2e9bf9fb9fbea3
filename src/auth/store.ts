import { defineStore } from 'pinia'
import { computed, customRef, hasInjectionContext, inject, onScopeDispose } from 'vue'
import type { Ref } from 'vue'
import type { LoginOptions } from './core/login'
import type { Credentials } from './core/ports'
import type { EndReason, LogoutReason, Reachability, Session, User } from './core/session'
import type { AuthSnapshot } from './core/session-state'
import { authClientKey, readyPinia } from './plugin'

const useStore = defineStore('auth', () => {
  // `createTestingPinia` alone has no app.
  const client = hasInjectionContext() ? inject(authClientKey, null) : null
  const token = stateRef<string | null>(null)
  const user = stateRef<User | null>(null)
  /** When the token runs out, in ms since the epoch by this machine's clock; `null` when it does not say. */
  const expiresAt = stateRef<number | null>(null)
  /** When the session ends whatever is done, in the same way; `null` when the client cannot know. */
  const endsAt = stateRef<number | null>(null)
  /** Whether the session survives the closing of the browser. */
  const isKept = stateRef(false)
  /** Server time minus this machine's, in ms, as the login told it; `0` while nobody is signed in. */
  const clockOffsetMs = stateRef(0)
  const status = stateRef<Session['status']>('anonymous')
  /** Why nobody is signed in; `null` while somebody is. */
  const reason = stateRef<EndReason | null>(null)
  /** Whether that is because of a logout in another tab. */
  const isLoggedOutElsewhere = stateRef(false)
  const reachability = stateRef<Reachability>({ status: 'reachable' })
  const isAuthenticated = computed(() => user.value !== null)

  function follow({ session, reachability: reached, ...snapshot }: AuthSnapshot) {
    const current = session.status === 'authenticated' ? session : null
    token.value = current?.accessToken ?? null
    user.value = current?.user ?? null
    expiresAt.value = current?.expiresAtMs ?? null
    endsAt.value = current?.endsAtMs ?? null
    isKept.value = current?.isKept ?? false
    clockOffsetMs.value = current?.clockOffsetMs ?? 0
    status.value = session.status
    reason.value = session.status === 'anonymous' ? session.reason : null
    isLoggedOutElsewhere.value = snapshot.isLoggedOutElsewhere
    reachability.value = reached
  }

  if (client) {
    follow(client.snapshot)
    onScopeDispose(client.subscribe(follow))
  }

  /** @throws what {@link AuthClient.login} throws */
  const login = async (credentials: Credentials, options?: LoginOptions) =>
    client?.login(credentials, options)
  /** @throws what {@link AuthClient.answerChallenge} throws */
  const answerChallenge = async (code: string) => client?.answerChallenge(code)
  const cancelLogin = () => client?.cancelLogin()
  const logout = async (reason?: LogoutReason) => client?.logout(reason)
  /** @throws what {@link AuthClient.refresh} throws */
  const refresh = async () => client?.refresh()

  return {
    token,
    user,
    expiresAt,
    endsAt,
    isKept,
    clockOffsetMs,
    status,
    reason,
    isLoggedOutElsewhere,
    reachability,
    isAuthenticated,
    login,
    answerChallenge,
    cancelLogin,
    logout,
    refresh,
  }
})

/**
 * Who is signed in, as reactive state. The client is the truth and `follow` is the only writer. With
 * `createTestingPinia({ initialState })` there is no client: the state is what the test says, and the actions do
 * nothing. The refresh token is never here.
 *
 * @throws Error before `app.use(auth)` and `app.use(createPinia())`; nothing is built then, and it works afterwards
 */
export const useAuthStore: typeof useStore = Object.assign(
  (...[pinia, hot]: Parameters<typeof useStore>) => useStore(readyPinia(pinia), hot),
  { $id: useStore.$id },
)

/**
 * A shallow ref that keeps its value when it is set to `undefined`: Pinia does that to every part of the
 * state that a partial `initialState` leaves out.
 */
function stateRef<Value>(initial: Value): Ref<Value> {
  let value = initial
  return customRef<Value>((track, trigger) => ({
    get: () => {
      track()
      return value
    },
    set: (next: Value | undefined) => {
      if (next === undefined || Object.is(next, value)) return
      value = next
      trigger()
    },
  }))
}
