import { closeBrowser } from './closed-browser'
import { loginElsewhere } from './login-elsewhere'
import type { SimSessionStorage } from './ports/sim-session-storage'
import type { Action, Deed, TabDeed } from './schedule'
import type { SimTab } from './sim-tab'
import type { World } from './world'

/** Carries out what a schedule says. What cannot be done, as freezing a closed tab, is left out. */
export function perform(world: World, action: Action): void {
  const { machine, network, server, database, coverage } = world.browser
  machine.note(describeDeed(action))
  coverage.count(`deed ${action.type}`)
  if ('tab' in action) {
    if (!machine.isAsleep) performInTab(world, action)
    return
  }
  switch (action.type) {
    case 'close-browser':
      if (!machine.isAsleep) closeBrowser(world, action)
      return
    case 'login-elsewhere':
      loginElsewhere(world, action.as)
      return
    case 'sleep':
      machine.sleep(action.forMs)
      if (action.isNoticed) wakeUp(world, action.forMs)
      return
    case 'set-clock':
      machine.setClock(action.byMs)
      return
    case 'network':
      network.setMode(action.mode)
      return
    case 'mishap':
      network.plan(action.mishap)
      return
    case 'server':
      server.cause(action.trouble)
      coverage.count(`trouble ${action.trouble}`)
      return
    case 'store':
      database.setMode(action.mode)
      if (action.mode !== 'ok') world.referee.truth.wasStoreSick = true
  }
}

export function describeDeed({ type, ...details }: Deed): string {
  const shown = Object.entries(details).filter(([key]) => key !== 'atMs')
  return [type, ...shown.map(([key, value]) => `${key}=${String(value)}`)].join(' ')
}

type DeedInTab = Extract<Deed, { readonly tab: number }>

function performInTab(world: World, deed: DeedInTab): void {
  const tab = world.tabAt(deed.tab)
  if (!tab) {
    if (deed.type === 'open') world.open(deed.tab, world.newStorage())
    else if (deed.type === 'restore') world.open(deed.tab, world.leftIn(deed.tab))
    return
  }
  if (isPersons(deed)) {
    if (tab.isDisposed || !tab.gate.isRunning) return
    tab.gate.now('answer', () => {
      performByPerson(world, tab, deed)
    })
  } else if (deed.type === 'duplicate') duplicate(world, tab, deed.into)
  else performByBrowser(world, tab, deed.type)
}

type PersonsDeed = Extract<
  DeedInTab,
  {
    readonly type: 'login' | 'logout' | 'request' | 'ask-token' | 'refresh' | 'reload-user' | 'act'
  }
>

const isPersons = (deed: DeedInTab): deed is PersonsDeed =>
  ['login', 'logout', 'request', 'ask-token', 'refresh', 'reload-user', 'act'].includes(deed.type)

function performByPerson(world: World, tab: SimTab, deed: PersonsDeed): void {
  const { client } = tab
  switch (deed.type) {
    case 'login':
      world.logins.login(tab, deed.as, deed.keep)
      return
    case 'logout':
      noteLogout(world, tab)
      world.logins.logout(tab)
      return
    case 'request':
      for (let sent = 0; sent < deed.count; sent += 1) {
        world.request(tab, deed.isForeign, deed.abortAfterMs)
      }
      return
    case 'ask-token':
      world.ask(client.getAccessToken({ minValiditySeconds: 20 }))
      return
    case 'refresh':
      world.refresh(tab)
      return
    case 'reload-user':
      world.ask(world.jar.reloaded(tab, client.reloadUser()))
      return
    case 'act':
      world.act(tab)
  }
}

function noteLogout(world: World, tab: SimTab): void {
  const { session } = tab.client.snapshot
  const { truth } = world.referee
  if (session.status === 'restoring') truth.leaving.add(tab)
  const family = truth.familyOf(session)
  if (!family || truth.logouts.has(family)) return
  truth.logouts.set(family, { tab, atMs: world.browser.machine.trueMs })
}

function performByBrowser(world: World, tab: SimTab, deed: TabDeed): void {
  const { lock } = world.browser
  switch (deed) {
    case 'hide':
    case 'throttle':
      tab.wasThrottled ||= deed === 'throttle'
      tab.page.change(deed === 'hide' ? 'hidden' : 'throttled')
      tell(tab)
      return
    case 'show':
      tab.page.change('visible')
      tell(tab)
      return
    case 'freeze':
    case 'cache':
      tab.gate.freeze(deed === 'cache')
      lock.look()
      return
    case 'thaw':
      thaw(world, tab)
      return
    case 'crash':
    case 'close':
      world.close(tab)
      return
    case 'reload':
      reload(world, tab)
      return
    case 'dispose':
      tab.gate.now('answer', () => {
        tab.dispose()
      })
      return
    case 'open':
    case 'restore':
  }
}

function reload(world: World, tab: SimTab): void {
  const storage: SimSessionStorage = world.newStorage(tab.sessionStorage)
  world.close(tab)
  world.open(tab.slot, storage)
}

function duplicate(world: World, tab: SimTab, into: number): void {
  if (!world.tabAt(into)) world.open(into, world.newStorage(tab.sessionStorage))
}

export function thaw({ browser, idle }: World, tab: SimTab): void {
  const { gate, page } = tab
  const isCached = gate.isCached
  const tellPage = () => {
    page.tell()
    if (isCached && !tab.isDisposed) idle.recheck(tab)
  }
  gate.thaw(tellPage, browser.schedule.environment.tellsPageFirst)
}

function wakeUp(world: World, forMs: number): void {
  for (const tab of world.tabs) {
    tab.gate.enter('timer', forMs, () => {
      tab.page.tell()
    })
  }
}

export function tell(tab: SimTab): void {
  tab.gate.enter('answer', 0, () => {
    tab.page.tell()
  })
}
