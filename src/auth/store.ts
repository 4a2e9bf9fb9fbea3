import { defineStore, getActivePinia, skipHydrate } from 'pinia'
import type { Pinia } from 'pinia'
import {
  computed,
  getCurrentInstance,
  hasInjectionContext,
  inject,
  onMounted,
  onScopeDispose,
  shallowRef,
} from 'vue'
import type { Ref } from 'vue'
import type { LoginOptions } from './core/login'
import type { Credentials } from './core/ports'
import type { EndReason, LogoutReason, Reachability, Session, User } from './core/session'
import type { AuthSnapshot } from './core/session-state'
import { authClientKey, readyPinia } from './plugin'
import { readOnly, readOnlyError, settable } from './store-refs'

const useStore = defineStore('auth', () => {
  // `createTestingPinia` alone has no app.
  const client = hasInjectionContext() ? inject(authClientKey, null) : null
  const pinia = getActivePinia()
  const state = createState()

  // As one change for `$subscribe`, which a `$patch` that was refused has stopped.
  function follow(snapshot: AuthSnapshot): void {
    useStore(pinia).$patch(() => {
      show(snapshot, state)
    })
  }

  if (client) {
    if (isHydrating(pinia)) {
      // First what the server has rendered, which knows of no session.
      state.status.value = 'restoring'
      onMounted(() => {
        follow(client.snapshot)
      })
    } else show(client.snapshot, state)
    onScopeDispose(client.subscribe(follow))
  }

  return Object.assign(exposed(state, client !== null), {
    isAuthenticated: computed(() => state.user.value !== null),
    /** @throws what {@link AuthClient.login} throws */
    login: async (credentials: Credentials, options?: LoginOptions) =>
      client?.login(credentials, options),
    /** @throws what {@link AuthClient.answerChallenge} throws */
    answerChallenge: async (code: string) => client?.answerChallenge(code),
    cancelLogin: () => client?.cancelLogin(),
    logout: async (reason?: LogoutReason) => client?.logout(reason),
    /** @throws what {@link AuthClient.refresh} throws */
    refresh: async () => client?.refresh(),
    /** @throws what {@link AuthClient.reloadUser} throws */
    reloadUser: async () => client?.reloadUser(),
    $reset: () => {
      throw readOnlyError()
    },
  })
})

/**
 * Who is signed in, as reactive state that the client alone writes: assigning to it throws, and so do `$patch`,
 * `$reset` and `$state`. With `createTestingPinia({ initialState })` there is no client: the state is what the test
 * says, and the actions do nothing. The refresh token is never here.
 *
 * @throws Error before `app.use(auth)` and `app.use(createPinia())`; nothing is built then, and it works afterwards
 */
export const useAuthStore: typeof useStore = Object.assign(
  (...[pinia, hot]: Parameters<typeof useStore>) => useStore(readyPinia(pinia), hot),
  { $id: useStore.$id },
)

/** Whether a component is set up on a page that a server has rendered, with the state of its Pinia. */
function isHydrating(pinia: Pinia | undefined): boolean {
  const written = pinia?.state.value['auth'] ?? {}
  return Object.keys(written).length > 0 && getCurrentInstance() !== null
}

type State = ReturnType<typeof createState>

function createState() {
  return {
    token: shallowRef<string | null>(null),
    user: shallowRef<User | null>(null),
    /** What the person typed to log in, as a phone number; `null` where that is not known. */
    loginName: shallowRef<string | null>(null),
    /** When the token runs out, in ms since the epoch by this machine's clock; `null` when it does not say. */
    expiresAt: shallowRef<number | null>(null),
    /** When the session ends whatever is done, in the same way; `null` when the client cannot know. */
    endsAt: shallowRef<number | null>(null),
    /** Whether the session survives the closing of the browser. */
    isKept: shallowRef(false),
    /** Server time minus this machine's, in ms, as the login told it; `0` while nobody is signed in. */
    clockOffsetMs: shallowRef(0),
    status: shallowRef<Session['status']>('anonymous'),
    /** Why nobody is signed in; `null` while somebody is. */
    reason: shallowRef<EndReason | null>(null),
    /** Whether that is because of a logout in another tab. */
    isLoggedOutElsewhere: shallowRef(false),
    reachability: shallowRef<Reachability>({ status: 'reachable' }),
  }
}

function show({ session, reachability, isLoggedOutElsewhere }: AuthSnapshot, state: State): void {
  const current = session.status === 'authenticated' ? session : null
  state.token.value = current?.accessToken ?? null
  state.user.value = current?.user ?? null
  state.loginName.value = current?.loginName ?? null
  state.expiresAt.value = current?.expiresAtMs ?? null
  state.endsAt.value = current?.endsAtMs ?? null
  state.isKept.value = current?.isKept ?? false
  state.clockOffsetMs.value = current?.clockOffsetMs ?? 0
  state.status.value = session.status
  state.reason.value = session.status === 'anonymous' ? session.reason : null
  state.isLoggedOutElsewhere.value = isLoggedOutElsewhere
  state.reachability.value = reachability
}

/** The state as others see it: read-only, and not what a server has written into Pinia, where a client tells it. */
function exposed(state: State, isTold: boolean) {
  const expose = isTold ? <Value>(ref: Ref<Value>) => skipHydrate(readOnly(ref)) : settable
  return asConst({
    // Plugins that keep or log the state of all stores do not get it.
    token: isTold ? computed(() => state.token.value) : settable(state.token),
    user: expose(state.user),
    loginName: expose(state.loginName),
    expiresAt: expose(state.expiresAt),
    endsAt: expose(state.endsAt),
    isKept: expose(state.isKept),
    clockOffsetMs: expose(state.clockOffsetMs),
    status: expose(state.status),
    reason: expose(state.reason),
    isLoggedOutElsewhere: expose(state.isLoggedOutElsewhere),
    reachability: expose(state.reachability),
  })
}

/** For the types: what Pinia makes of it cannot be assigned to. */
function asConst<Refs extends object>(refs: Refs): Readonly<Refs> {
  return refs
}
