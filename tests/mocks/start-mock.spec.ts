import { describe, expect, it, vi } from 'vitest'
import { simpleJwtDefaults } from '@/mocks/settings'
import { startMock } from '@/mocks/start-mock'

const options = { baseUrl: '/mock-api', workerUrl: '/worker.js', settings: simpleJwtDefaults }

describe('startMock', () => {
  it('is unsupported where there are no service workers, as on plain HTTP in a LAN', async () => {
    vi.stubGlobal('navigator', {})

    await expect(startMock(options)).resolves.toBe('unsupported')
  })
})
