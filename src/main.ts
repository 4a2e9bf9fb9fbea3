import { createPinia } from 'pinia'
import { computed, createApp, h } from 'vue'
import type { Component } from 'vue'
import { createWebHistory } from 'vue-router'
import {
  activityKey,
  configKey,
  connectionKey,
  demoKey,
  draftsKey,
  httpKey,
  languageKey,
  profileKey,
  sessionLogKey,
  sharedNameKey,
} from './app-keys'
import type { Demo } from './app-keys'
import App from './App.vue'
import {
  ConfigurationError,
  createAuth,
  installAuthGuard,
  loadProfile,
  loginTextsKey,
} from './auth'
import type { Auth } from './auth'
import { applyBrand } from './brand'
import { configSchema, loadConfig, parseConfig } from './config'
import type { AppConfig } from './config'
import StartPage from './components/StartPage.vue'
import { Drafts } from './drafts'
import { coverCachedPages } from './page-cache'
import { createAppRouter } from './router'
import { createSessionLog } from './session-log/session-log'
import './styles/tokens.css'
import './styles/base.css'
import { loadLanguage } from './texts/language'
import type { Language } from './texts/language'
import { rowOf } from './texts/languages'
import StartFailedView from './views/StartFailedView.vue'

/** What the app is started with. */
interface Setup {
  readonly config: AppConfig
  readonly profile: Auth['profile']
  /** `null` when a real API answers. */
  readonly demo: Demo | null
}

const base = import.meta.env.BASE_URL

void start()

async function start() {
  try {
    const setup = import.meta.env.VITE_BACKEND === 'mock' ? startWithMock() : startWithApi()
    const offered = setup.then((known) => known?.config.languages)
    const [known, language] = await Promise.all([setup, loadLanguage(window, offered)])
    if (known) await mountApp(known, language)
  } catch (error) {
    await showProblem(error)
  }
}

async function startWithApi(): Promise<Setup> {
  const config = await loadConfig(`${base}config.json`)
  return { config, profile: await loadProfile(config.auth), demo: null }
}

/** Starts the embedded backend first. Left out of every build that has no mock. */
async function startWithMock(): Promise<Setup | null> {
  const [
    { startMock },
    { demoCredentials, mockBaseUrl, mockConfigs },
    { parseMockSettings },
    { showTroublePanel },
    view,
  ] = await Promise.all([
    import('./mocks/start-mock'),
    import('./mocks/mock-config'),
    import('./mocks/settings'),
    import('./mocks/panel/show-trouble-panel'),
    import('./components/DemoCredentials.vue'),
  ])
  const settings = parseMockSettings(import.meta.env.VITE_MOCK_SETTINGS)
  const baseUrl = `${base.replace(/\/$/, '')}${mockBaseUrl}`
  const workerUrl = `${base}mockServiceWorker.js`
  const control = await startMock({ baseUrl, workerUrl, settings })
  if (control === 'unsupported') {
    await showMockUnsupported()
    return null
  }
  showTroublePanel(control, window)
  const config = parseConfig(
    JSON.stringify({ ...mockConfigs[settings.dialect], apiBaseUrl: baseUrl }),
  )
  return {
    config,
    profile: await loadProfile(config.auth),
    demo: { component: view.default, credentials: demoCredentials },
  }
}

async function mountApp({ config, profile, demo }: Setup, language: Language) {
  // What logs people out who are away must not be missing later.
  if (config.idleTimeoutSeconds) await import('./session-end/SessionDialogs.vue')
  const auth = createAuth({
    apiBaseUrl: config.apiBaseUrl,
    profile,
    language: () => rowOf(language.tag.value).locale,
    ...(config.idleTimeoutSeconds && { idleTimeoutSeconds: config.idleTimeoutSeconds }),
  })
  const sessionLog = createSessionLog(auth.client)
  const drafts = new Drafts(() => sessionStorage, `${auth.name} ${base}`)
  const app = createApp(App)
  let hasHttp = false
  // Not before a page needs it: Axios is a quarter of the scripts.
  const loadHttp = async () => {
    const { createHttp } = await import('./http')
    if (hasHttp) return
    hasHttp = true
    app.provide(httpKey, createHttp(auth))
  }
  const router = createAppRouter({
    history: createWebHistory(base),
    lists: config.lists,
    loadHttp,
  })
  installAuthGuard(router, auth.client, {
    loginRoute: 'login',
    homeRoute: 'home',
    keepsPage: true,
  })

  coverCachedPages(window, auth.client, router)

  // First of all: the store asks for the client when it is first used.
  app.use(auth).use(createPinia()).use(router)
  app.provide(configKey, config).provide(profileKey, profile).provide(draftsKey, drafts)
  app.provide(activityKey, auth.client).provide(sharedNameKey, auth.name)
  app.provide(sessionLogKey, sessionLog)
  app.provide(languageKey, language)
  app.provide(
    loginTextsKey,
    computed(() => language.texts.value.loginForm),
  )
  app.provide(connectionKey, {
    apiBaseUrl: auth.apiBaseUrl,
    obtainUrl: auth.obtainUrl,
    pageUrl: location.href,
    profileName: config.auth.profile,
    profile,
  })
  if (demo) app.provide(demoKey, demo)
  applyBrand(config.brand, document)
  app.mount('#app')
}

async function showProblem(error: unknown) {
  if (error instanceof ConfigurationError) {
    await showConfigurationProblem(error)
    return
  }
  reportError(error)
  // Not loaded when it is needed: that is when loading fails.
  showInstead(StartFailedView, { onRetry: () => location.reload() })
}

async function showConfigurationProblem({ issues }: ConfigurationError) {
  const [{ default: view }, { nearMissOf }, { tag }] = await Promise.all([
    import('./views/ConfigurationView.vue'),
    import('./diagnosis/near-misses'),
    loadLanguage(window, Promise.resolve(undefined)),
  ])
  const { configuration: texts } = await rowOf(tag.value).loadDiagnosis()
  const withNearMisses = issues.map((issue) => ({
    ...issue,
    nearMiss: nearMissOf(issue, configSchema),
  }))
  showInstead(view, { issues: withNearMisses, texts })
}

async function showMockUnsupported() {
  const { default: view } = await import('./views/MockUnsupportedView.vue')
  const { port, pathname } = location
  const localAddress = `http://127.0.0.1${port === '' ? '' : `:${port}`}${pathname}`
  showInstead(view, { localAddress })
}

/** Shows one page in place of the app, which could not be built. */
function showInstead(view: Component, props: Readonly<Record<string, unknown>>) {
  createApp({ render: () => h(StartPage, null, () => h(view, props)) }).mount('#app')
}
