/** Holds back who comes while it is closed. */
export class Gate {
  #open: () => void = () => undefined
  #passage: Promise<void> = Promise.resolve()

  close(): void {
    this.#passage = new Promise((resolve) => {
      this.#open = resolve
    })
  }

  open(): void {
    this.#open()
  }

  pass(): Promise<void> {
    return this.#passage
  }
}
