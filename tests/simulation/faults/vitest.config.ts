import { mergeConfig } from 'vite'
import { defineConfig } from 'vitest/config'
import base from '../../../vite.config'
import { plant } from './fault.mjs'
import { faults } from './faults.mjs'

/** The unit tests, with the fault in the code that the environment names; an empty name is none. */
export default defineConfig((env) => {
  const name = process.env['PLANTED_FAULT']
  if (name === '') return base(env)
  const planted = faults.find((fault) => fault.name === name)
  if (!planted) throw new Error(`PLANTED_FAULT names no fault: ${name ?? 'it is not set'}`)
  const { transform } = plant(planted)
  const plugin = { name: 'latchkey:planted-fault', enforce: 'pre' as const, transform }
  // A test that hangs has noticed the fault.
  return mergeConfig(base(env), { plugins: [plugin], test: { testTimeout: 5_000 } })
})
