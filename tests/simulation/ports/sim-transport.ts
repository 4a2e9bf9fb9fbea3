import { AuthUnavailableError } from '@/auth/core/errors'
import { requestDeadlineMs } from '@/auth/core/limits'
import type { Clock } from '@/auth/core/ports'
import type { Transport, TransportRequest, TransportResponse } from '@/auth/core/transport'
import type { TabGate } from '../machine/tab-gate'
import type { CookieJar } from '../servers/cookie-jar'
import type { Answer, HttpDoor } from '../servers/http-door'
import type { SimNetwork } from './sim-network'

/** What a tab's calls go through. */
export interface Wire {
  readonly network: SimNetwork
  readonly door: HttpDoor
  readonly jar: CookieJar
}

/** Told of the calls that matter to the guarantees. */
export interface WireWatch {
  readonly refreshSent: (token: string) => void
  readonly refreshHeard: (token: string, answer: Answer | null) => void
  readonly grantHeard: (answer: Answer) => void
  readonly grantReturning: (answer: Answer) => void
  readonly revokeSent: (token: string) => void
}

/** The auth API's way out of one tab. */
export function createSimTransport(
  { network, door, jar }: Wire,
  { gate, clock, name }: { readonly gate: TabGate; readonly clock: Clock; readonly name: string },
  watch: WireWatch,
): Transport {
  return (request) =>
    new Promise((resolve, reject) => {
      const { pathname } = new URL(request.url)
      const isRefresh = pathname === '/refresh/'
      const { cookies } = jar
      const cookie = cookies.refresh?.value
      const token = isRefresh ? (cookie ?? tokenIn(request)) : ''
      let isOver = false
      const cancel = clock.after(requestDeadlineMs, () => {
        hear(null)
      })
      const hear = (answer: Answer | null) => {
        if (isOver) return
        isOver = true
        cancel()
        if (isRefresh) watch.refreshHeard(token, answer)
        if (answer?.status === 200) watch.grantHeard(answer)
        if (answer) resolve(responseOf(answer))
        else reject(new AuthUnavailableError(null))
      }
      if (isRefresh) watch.refreshSent(token)
      if (pathname === '/logout/') watch.revokeSent(cookie ?? tokenIn(request))
      network.send({
        label: `${name} ${request.method} ${pathname}`,
        isRefresh,
        gate,
        serve: () =>
          door.answer({ path: pathname, headers: request.headers, body: request.body }, cookies),
        returning: (answer) => {
          if (isRefresh && !isOver && answer.status === 200) watch.grantReturning(answer)
        },
        // A request that was given up sets no cookies.
        arrive: ({ setCookie }) => {
          if (!isOver && !gate.isDead) setCookie?.(jar)
        },
        hear,
      })
    })
}

const responseOf = ({ status, body }: Answer): TransportResponse => ({
  status,
  body,
  header: () => null,
})

function tokenIn({ body }: TransportRequest): string {
  const sent: Readonly<Record<string, string>> = body === null ? {} : JSON.parse(body)
  return sent['refresh'] ?? sent['token'] ?? ''
}
