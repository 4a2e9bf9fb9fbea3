/** Where progress is shown. */
export interface ProgressStream {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

/** Shows one step after the other: on a terminal in one line that changes, elsewhere in a line each. */
export function createProgress({
  isTTY = false,
  write,
}: ProgressStream): (text: string | null) => void {
  return (text) => {
    if (isTTY) write(`\r\u001b[K${text ?? ''}`)
    else if (text !== null) write(`${text}\n`)
  }
}
