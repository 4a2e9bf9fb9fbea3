// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { createPinia, disposePinia, getActivePinia, setActivePinia, storeToRefs } from 'pinia'
import type { Pinia } from 'pinia'
import { createPersistedState } from 'pinia-plugin-persistedstate'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import type { App } from 'vue'
import { createAuth, useAuthStore, useLogin } from '@/auth'
import type { Auth } from '@/auth'
import { signedIn, signIn, signOut } from '@/auth/testing'
import { provideClient } from '@/auth/plugin'
import { settle } from '../support/fake-clock'
import { pageWith } from '../support/page-with'
import { profiles } from '../support/resolve-profile'
import { openAnother, signIn as signInToWorld } from '../support/sign-in'
import type { Tab } from '../support/tab'

const opened: Auth[] = []

function open(apiBaseUrl = 'https://api.example.com'): Auth {
  const page = pageWith({ indexedDB: undefined, navigator: {} })
  const auth = createAuth({ apiBaseUrl, profile: profiles.simplejwt }, page)
  opened.push(auth)
  return auth
}

const createEmptyApp = () => createApp({ render: () => null })

/** A component that uses something in its set-up, and what that gave. */
function setUp(use: () => unknown, plugins: readonly Parameters<App['use']>[0][]) {
  const view = {
    setup() {
      use()
      return () => null
    },
  }
  return () => mount(view, { global: { plugins: [...plugins] } })
}

beforeEach(() => {
  setActivePinia(undefined)
})

afterEach(() => {
  for (const auth of opened.splice(0)) auth.dispose()
  vi.unstubAllEnvs()
})

describe.each(['development', 'production'])('a forgotten app.use, in %s (G15)', (mode) => {
  beforeEach(() => {
    vi.stubEnv('NODE_ENV', mode)
  })

  it.each([
    ['useAuthStore', () => useAuthStore()],
    ['useLogin', () => useLogin()],
  ])('of auth makes %s throw, and say what to do', (_, use) => {
    expect(setUp(use, [createPinia()])).toThrow(/app\.use\(createPinia\(\)\)\.use\(auth\)/)
  })

  it('of Pinia makes the store throw, and say what to do', () => {
    // Vue has a word of its own for what is not provided.
    vi.spyOn(console, 'warn').mockReturnValue()
    const app = createEmptyApp().use(open())

    expect(() => app.runWithContext(() => useAuthStore())).toThrow(/app\.use\(createPinia\(\)\)/)
  })

  it('makes a store throw that is used outside a component', () => {
    const pinia = createPinia()
    expect(() => useAuthStore(pinia)).toThrow(/app\.use\(createPinia\(\)\)\.use\(auth\)/)
    createEmptyApp().use(pinia)

    expect(() => useAuthStore()).toThrow(/app\.use\(createPinia\(\)\)\.use\(auth\)/)
  })

  it('is made good by app.use(auth): a store that was used too early works from then on', async () => {
    const [pinia, auth] = [createPinia(), open()]
    const app = createEmptyApp().use(pinia)
    expect(() => useAuthStore()).toThrow()

    app.use(auth)
    const store = useAuthStore()
    await auth.client.ready()

    expect(store.status).toBe('anonymous')
    await expect(store.refresh()).rejects.toMatchObject({ code: 'session-ended' })
  })
})

describe('the order of app.use', () => {
  it.each<[string, (app: App, auth: Auth, pinia: Pinia) => App]>([
    ['auth, Pinia', (app, auth, pinia) => app.use(auth).use(pinia)],
    ['Pinia, auth', (app, auth, pinia) => app.use(pinia).use(auth)],
    ['auth twice, Pinia', (app, auth, pinia) => app.use(auth).use(auth.install).use(pinia)],
  ])('does not matter: %s', async (_, use) => {
    const auth = open()
    use(createEmptyApp(), auth, createPinia())

    const store = useAuthStore()
    await auth.client.ready()

    expect(store.status).toBe('anonymous')
  })

  it('cannot give one app two clients', () => {
    const app = createEmptyApp().use(open())

    expect(() => app.use(open('https://other.example.com'))).toThrow(/auth already/)
  })

  it('gives each of two apps its own', async () => {
    const auths = [open(), open('https://other.example.com')]
    const stores = auths.map((auth) => {
      const pinia = createPinia()
      createEmptyApp().use(pinia).use(auth)
      return useAuthStore(pinia)
    })
    await Promise.all(auths.map(({ client }) => client.ready()))

    const logout = vi.spyOn(auths[1]?.client ?? fail(), 'logout')
    await stores[0]?.logout()

    expect(logout).not.toHaveBeenCalled()
  })
})

describe.each(['development', 'production'])('the state, in %s', (mode) => {
  const user = { id: '1', username: 'dana' }
  const other = { id: '2', username: 'ada' }
  const readOnly = /state of useAuthStore\(\) is read-only/

  function openStore() {
    vi.stubEnv('NODE_ENV', mode)
    const pinia = signedIn({ user, token: 'dana-token' })
    return { pinia, store: useAuthStore() }
  }

  const writes: Readonly<Record<string, (store: ReturnType<typeof useAuthStore>) => unknown>> = {
    'an assignment': (store) => {
      // @ts-expect-error It is read-only.
      store.user = other
    },
    'an assignment to $state': (store) => {
      // @ts-expect-error It is read-only.
      store.$state.user = other
    },
    'another $state': (store) => {
      store.$state = { ...store.$state, user: other }
    },
    $patch: (store) => {
      store.$patch({ expiresAt: 1 })
    },
    '$patch by a function': (store) => {
      store.$patch((state) => Object.assign(state, { user: other }))
    },
    $reset: (store) => {
      store.$reset()
    },
    'a ref of storeToRefs': (store) => {
      storeToRefs(store).user.value = other
    },
    'the state of Pinia': () => {
      const state = getActivePinia()?.state.value['auth']
      if (state) state['user'] = other
    },
  }

  it.each(Object.keys(writes))('is not changed by %s, which says why', (name) => {
    const { store } = openStore()

    expect(() => writes[name]?.(store)).toThrow(readOnly)

    expect([store.user, store.token]).toEqual([user, 'dana-token'])
  })

  it('is not changed in its depth, by a write or by $patch', () => {
    const { store } = openStore()
    store.$patch({})

    // @ts-expect-error It is read-only.
    expect(() => (store.user.username = 'ada')).toThrow(TypeError)
    expect(() => store.$patch({ user: { username: 'ada' } })).toThrow(TypeError)

    expect(store.user).toEqual(user)
  })

  it('goes on telling subscribers what the client says, also after a write was refused', () => {
    const { pinia, store } = openStore()
    const told: unknown[] = []
    store.$subscribe((_, state) => told.push(state.user), { flush: 'sync' })
    expect(() => store.$patch({ expiresAt: 1 })).toThrow(readOnly)

    signIn(pinia, { user: other })
    signOut(pinia)

    expect(told).toEqual([other, null])
  })

  it('has no token for plugins that keep the state of all stores', async () => {
    vi.stubEnv('NODE_ENV', mode)
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    }
    const { tab } = await signInToWorld()
    const pinia = createPinia().use(createPersistedState({ auto: true, storage }))
    const app = createEmptyApp().use(pinia)
    provideClient(app, tab.client)
    setActivePinia(pinia)
    const store = app.runWithContext(() => useAuthStore())
    await tab.client.refresh()
    await settle()

    expect(store.token).toBe(tab.token)
    expect(kept.get('auth')).toContain('"username":"demo"')
    expect(kept.get('auth')).not.toContain(tab.token)
    expect(JSON.stringify(pinia.state.value)).not.toContain(tab.token)
    expect(storeToRefs(store).token.value).toBe(tab.token)
  })

  it('can be read by refs, and is there for developer tools', () => {
    const { pinia, store } = openStore()
    const { user: shown, isAuthenticated } = storeToRefs(store)

    signIn(pinia, { user: other })

    expect(shown.value).toEqual(other)
    expect(isAuthenticated.value).toBe(true)
    expect(pinia.state.value['auth']).toMatchObject({ user: other, status: 'authenticated' })
  })
})

describe('reloadUser of the store', () => {
  /** The store of an app over a tab. */
  function storeOf({ client }: Tab) {
    const pinia = createPinia()
    provideClient(createEmptyApp().use(pinia), client)
    return useAuthStore(pinia)
  }

  it('shows in every tab the name that has changed on the server', async () => {
    const { world, tab } = await signInToWorld()
    const stores = [tab, await openAnother(world)].map(storeOf)
    world.cause((state) => ({
      ...state,
      accounts: state.accounts.map((account) => ({
        ...account,
        profile: { ...account.profile, first_name: 'Dora', last_name: 'Lind' },
      })),
    }))

    await stores[0]?.reloadUser()
    await settle()

    expect(stores.map(({ user }) => user?.fullName)).toEqual(['Dora Lind', 'Dora Lind'])
  })

  it('says that there is no user endpoint to ask', async () => {
    const { tab } = await signInToWorld({ auth: { endpoints: { user: null } } })

    await expect(storeOf(tab).reloadUser()).rejects.toThrow(/auth\.endpoints\.user/)
  })
})

describe('useAuthStore', () => {
  it('has the id that map helpers ask for', () => {
    expect(useAuthStore.$id).toBe('auth')
  })

  it('can be built anew after its Pinia is gone', () => {
    disposePinia(signedIn({ user: { id: '1', username: 'dana' } }))
    signedIn({ user: { id: '2', username: 'ada' } })

    expect(useAuthStore().user?.username).toBe('ada')
  })
})

function fail(): never {
  throw new Error('Not there')
}
