import { nextTick, watch } from 'vue'
import { useRoute } from 'vue-router'

/**
 * After every navigation to another page but the first, puts the focus where the new page begins: on its heading.
 * Without it a screen reader says nothing and the Tab key goes on from where the old page was.
 */
export function usePageFocus(page: Document = document): void {
  const route = useRoute()
  watch(
    [() => route.matched.length > 0, () => route.fullPath.replace(/#.*$/, '')],
    async (_now, [wasOpen]) => {
      if (!wasOpen) return
      await nextTick()
      page.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    },
  )
}
