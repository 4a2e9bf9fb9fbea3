import type { LogFile } from './log-file'

/** Lets the browser save a file, as if it were downloaded. */
export function saveFile({ name, text }: LogFile, page: Window = window): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = page.document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Some browsers read it only after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
