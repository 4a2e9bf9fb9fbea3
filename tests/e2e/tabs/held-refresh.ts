import type { MockHttpServer } from '../../support/mock-http-server'
import { isRefresh } from '../e2e-test'

/** A refresh that the server keeps waiting. */
export interface HeldRefresh {
  /** Resolves when the refresh has arrived at the server. */
  readonly arrived: Promise<void>
  /** Lets it go on. */
  readonly release: () => void
}

/**
 * Keeps the next refresh at the server, and lets all later ones pass.
 *
 * - `asked`: nothing has been traded in yet. When it is released nobody wants it any more, and it is lost.
 * - `delayed`: the same, but it goes its way when it is released.
 * - `granted`: the token is traded in, and the answer is on its way.
 */
export function holdRefresh(
  api: MockHttpServer,
  stage: 'asked' | 'delayed' | 'granted',
): HeldRefresh {
  const arrival = createGate()
  const way = createGate()
  let isHeld = false
  api.intercept(async (request, askBackend) => {
    if (isHeld || !isRefresh(request)) return undefined
    isHeld = true
    const granted = stage === 'granted' ? askBackend() : undefined
    arrival.open()
    await way.passed
    return stage === 'asked' ? lost : granted
  })
  return { arrived: arrival.passed, release: way.open }
}

const lost = { status: 503, headers: {}, body: '' }

interface Gate {
  readonly passed: Promise<void>
  readonly open: () => void
}

function createGate(): Gate {
  const gate = new AbortController()
  const passed = new Promise<void>((resolve) => {
    gate.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  return { passed, open: () => gate.abort() }
}
