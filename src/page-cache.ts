import type { Router } from 'vue-router'
import { isInterruption } from './auth'
import type { AuthClient } from './auth'

/** What `base.css` hides the page by. */
const mark = 'data-covered'

/**
 * Covers the page before the browser lays it into its back-forward cache. When it comes back out of it, it is shown as
 * soon as it is known who is signed in by now, and the page of somebody who has gone has been left.
 *
 * @returns a function that stops that
 */
export function coverCachedPages(
  page: Window,
  client: Pick<AuthClient, 'recheck' | 'snapshot'>,
  router: Router,
): () => void {
  const root = page.document.documentElement
  const cover = ({ persisted }: PageTransitionEvent) => {
    if (persisted) root.setAttribute(mark, '')
  }
  const uncover = async ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return
    await client.recheck()
    await leaveEndedPage(client, router)
    root.removeAttribute(mark)
  }
  const show = (event: PageTransitionEvent) => void uncover(event)
  page.addEventListener('pagehide', cover)
  page.addEventListener('pageshow', show)
  return () => {
    page.removeEventListener('pagehide', cover)
    page.removeEventListener('pageshow', show)
  }
}

/** Resolves when the guard has led the person away from a page of a session that is over. */
async function leaveEndedPage({ snapshot }: Pick<AuthClient, 'snapshot'>, router: Router) {
  const { session } = snapshot
  const isOver = session.status === 'anonymous' && !isInterruption(session.reason)
  const isFit = () => !isOver || router.currentRoute.value.meta.access !== 'authenticated'
  if (isFit()) return
  await new Promise<void>((resolve) => {
    const stop = router.afterEach(() => {
      if (!isFit()) return
      stop()
      resolve()
    })
  })
}
