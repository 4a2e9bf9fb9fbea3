import { dialectsAndClocks } from './dialects-and-clocks'
import { oneTab } from './one-tab'
import type { Scenario } from './scenario'
import { serverTrouble } from './server-trouble'
import { surroundings } from './surroundings'
import { tabs } from './tabs'

/** The rows of the scoreboard, in their order. */
export const scenarios: readonly Scenario[] = [
  ...oneTab,
  ...serverTrouble,
  ...tabs,
  ...surroundings,
  ...dialectsAndClocks,
]
