import { inject, readonly, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { draftsKey } from '@/app-keys'
import { findNewerVersion } from './find-newer-version'

/** What {@link useNewerVersion} gives. */
export interface UseNewerVersionReturn {
  /** Whether the server was seen to have a newer version of the app. */
  readonly isOutdated: Readonly<Ref<boolean>>
  /** Looks whether it has: a part of the app could not be loaded. */
  readonly look: () => Promise<void>
  /** Opens an address with a full load, which brings the newer version. What was typed stays. */
  readonly load: (href: string) => void
}

/**
 * A newer version of the app on the server: the files of the one that is open are gone.
 *
 * @param userId - whose are the texts that are typed and not sent; `undefined` while nobody has signed in
 * @param page - the window that is loaded anew
 */
export function useNewerVersion(
  userId: () => string | undefined,
  page: Pick<Window, 'document' | 'location'> = window,
): UseNewerVersionReturn {
  const drafts = inject(draftsKey, null)
  const isOutdated = shallowRef(false)

  return {
    isOutdated: readonly(isOutdated),
    look: async () => {
      isOutdated.value ||= await findNewerVersion(import.meta.env.BASE_URL, page.document)
    },
    load: (href) => {
      const id = userId()
      if (id !== undefined) drafts?.keepForReload(id)
      // An address that is open already might be taken from the cache.
      if (page.location.pathname + page.location.search === href) page.location.reload()
      else page.location.assign(href)
    },
  }
}
