import { expect, it } from 'vitest'

it('leaves a test ten times what a busy machine has taken', ({ task }) => {
  expect(task.timeout).toBeGreaterThanOrEqual(60_000)
})
