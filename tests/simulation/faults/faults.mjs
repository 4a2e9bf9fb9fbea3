import { identityFaults } from './identity-faults.mjs'
import { idleFaults } from './idle-faults.mjs'
import { jarFaults } from './jar-faults.mjs'
import { nameFaults } from './name-faults.mjs'
import { refreshFaults } from './refresh-faults.mjs'
import { clockFaults, requestFaults } from './request-faults.mjs'
import { sessionFaults } from './session-faults.mjs'

/** @type {import('./fault.mjs').Fault} */
const localStorageFault = {
  name: 'local storage is believed to be a shared memory',
  edits: [],
  surroundings: { store: 'lagging', lock: 'present', channel: 'fast' },
}

/** Every mistake the simulation must notice. */
export const faults = [
  ...refreshFaults,
  localStorageFault,
  ...sessionFaults,
  ...requestFaults,
  ...clockFaults,
  ...idleFaults,
  ...identityFaults,
  ...jarFaults,
  ...nameFaults,
]
