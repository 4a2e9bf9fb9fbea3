import type { AxiosInstance } from 'axios'
import { seededFractions } from '../server/seeded-fractions'
import { createStubApi } from './stub-adapter'

/** Many requests at once, all with a token that is good no more. */
export interface StormPlan {
  readonly requests: number
  /** The API answers after 1 to 200 ms, and not after 5. */
  readonly isJittered: boolean
  /** What no request is answered with: the value of the `Authorization` header. */
  readonly deadAuthorization: string
}

/** What became of them. */
export interface StormOutcome {
  readonly ok: number
  readonly failed: number
  readonly sent: number
  /** Sent with the token that is good no more. */
  readonly dead: number
  readonly ms: number
}

/** The `Authorization` header that a request gets now. */
export async function readAuthorization(http: AxiosInstance): Promise<string> {
  let seen = ''
  const { adapter } = createStubApi({
    isRefused: (authorization) => {
      seen = authorization
      return false
    },
    latencyMs: null,
  })
  await http.get('/api/posts/', { adapter })
  return seen
}

/**
 * The API is a stub, so that thousands can be under way at once: a browser keeps six connections to a server, and
 * refuses more than some thousand waiting requests. The refresh goes to the real server.
 */
export async function runStorm(http: AxiosInstance, plan: StormPlan): Promise<StormOutcome> {
  const fraction = seededFractions(1)
  const { adapter, counts } = createStubApi({
    isRefused: (authorization) => authorization === plan.deadAuthorization,
    latencyMs: plan.isJittered ? () => 1 + 199 * fraction() : () => 5,
  })
  const begin = performance.now()
  const answers = await Promise.allSettled(
    Array.from({ length: plan.requests }, () => http.get('/api/posts/', { adapter })),
  )
  const ok = answers.filter(({ status }) => status === 'fulfilled').length
  return { ...counts, ok, failed: plan.requests - ok, ms: performance.now() - begin }
}
