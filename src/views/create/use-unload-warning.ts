import { onScopeDispose } from 'vue'

/** Lets the browser ask before a reload, or a closed tab, loses what was typed. */
export function useUnloadWarning(hasTyped: () => boolean, page: Window = window): void {
  const warn = (event: BeforeUnloadEvent) => {
    if (hasTyped()) event.preventDefault()
  }
  page.addEventListener('beforeunload', warn)
  onScopeDispose(() => {
    page.removeEventListener('beforeunload', warn)
  })
}
