import { describe, expect, it } from 'vitest'
import { createProgress } from '@/cli/doctor/progress'

describe('createProgress', () => {
  it.each([
    ['in one line on a terminal', true, '\r\u001b[KLooking\r\u001b[KLogging in\r\u001b[K'],
    ['in a line each elsewhere', false, 'Looking\nLogging in\n'],
  ])('shows steps %s', (_, isTTY, expected) => {
    let written = ''
    const progress = createProgress({ isTTY, write: (text) => (written += text) })

    for (const text of ['Looking', 'Logging in', null]) progress(text)

    expect(written).toBe(expected)
  })
})
