import * as v from 'valibot'

/** Texts by field. */
export type Draft = Readonly<Record<string, string>>

/** Alone the key of the versions before, one of which may have laid something aside when it made place for this one. */
const formerKey = 'latchkey-drafts'

const keptSchema = v.object({
  userId: v.string(),
  drafts: v.array(v.tuple([v.string(), v.record(v.string(), v.string())])),
})

/** What is typed in forms and not sent yet, by the path of the page. In memory alone, but for a reload of the app. */
export class Drafts {
  readonly #storage: () => Storage
  readonly #key: string
  readonly #drafts = new Map<string, Draft>()
  #willStay = false

  /**
   * @param storage - of this tab; asked for each time, since touching it throws where it is forbidden
   * @param name - no other app of the origin has it
   */
  constructor(storage: () => Storage, name: string) {
    this.#storage = storage
    this.#key = `${formerKey} ${name}`
  }

  /** Whether a reload that is on its way loses nothing. */
  get willStay(): boolean {
    return this.#willStay
  }

  get(path: string): Draft | undefined {
    return this.#drafts.get(path)
  }

  set(path: string, draft: Draft): void {
    this.#drafts.set(path, draft)
  }

  delete(path: string): void {
    this.#drafts.delete(path)
  }

  clear(): void {
    this.#drafts.clear()
  }

  /** Forgets them for good, and what was laid aside as well. */
  forget(): void {
    this.clear()
    this.#takeKept()
  }

  /** Lays them aside for the page that comes after this one in its tab. A storage that fails changes nothing. */
  keepForReload(userId: string): void {
    if (this.#drafts.size === 0) return
    try {
      this.#storage().setItem(this.#key, JSON.stringify({ userId, drafts: [...this.#drafts] }))
      this.#willStay = true
    } catch {
      // The browser asks before it leaves the page; see `useUnloadWarning`.
    }
  }

  /** Takes up what was laid aside, if it was this user's. It is nowhere else from then on. */
  takeUp(userId: string): void {
    const result = v.safeParse(keptSchema, this.#takeKept())
    if (!result.success || result.output.userId !== userId) return
    for (const [path, draft] of result.output.drafts) this.#drafts.set(path, draft)
  }

  #takeKept(): unknown {
    try {
      const [own, former] = [this.#key, formerKey].map((key) => {
        const text = this.#storage().getItem(key)
        this.#storage().removeItem(key)
        return text
      })
      return JSON.parse(own ?? former ?? 'null')
    } catch {
      return null
    }
  }
}
