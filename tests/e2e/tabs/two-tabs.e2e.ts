import { policies, test } from './tabs-test'
import { expectOneRefreshPerTrial, trials, trialsTimeoutMs } from './trials'
import type { Need } from './trials'

/** A server that ends the session notices whatever the kinder one does. */
const tagOf = (reuse: string, need: Need) =>
  reuse === policies[1] && need === 'runs out' ? '@trials' : '@long'

// A trace of every trial would take longer than the trials.
test.use({ trace: 'off' })

for (const reuse of policies) {
  test.describe(`on a server that ${reuse}`, () => {
    test.use({ reuse })

    for (const need of ['runs out', 'is refused'] as const) {
      test(
        `two tabs whose token ${need} at the same instant share one refresh, ${trials} times`,
        { tag: tagOf(reuse, need) },
        async ({ tabs, api, serverClock, accessSeconds }) => {
          test.setTimeout(trialsTimeoutMs)
          const pair = await tabs.signInPair()

          await expectOneRefreshPerTrial(pair, need, { api, serverClock, accessSeconds })
        },
      )
    }
  })
}
