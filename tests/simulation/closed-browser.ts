import type { Deed } from './schedule'
import type { World } from './world'

type Closing = Extract<Deed, { readonly type: 'close-browser' }>

/** Closes every tab, and opens the browser again after a while. What it has stored for all tabs is still there. */
export function closeBrowser(world: World, { forMs, isRestored }: Closing): void {
  const { machine } = world.browser
  const slots = world.tabs.map(({ slot }) => slot)
  for (const tab of world.tabs) world.close(tab)
  machine.afterAwake(forMs, () => {
    machine.note('the browser is opened again')
    for (const slot of isRestored ? slots : slots.slice(0, 1)) {
      const storage = isRestored ? world.leftIn(slot) : world.newStorage()
      if (!world.tabAt(slot)) world.open(slot, storage)
    }
  })
}
