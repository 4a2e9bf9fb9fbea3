import type { SessionRecord } from './record'

/** The most that are remembered. The oldest go first. */
const mostVersions = 64

/**
 * Versions to whose tokens the server has given this tab an answer. As candidates they are worth nothing, whatever
 * another tab, or a store that comes back late, may still hope of them.
 */
export class AnsweredVersions {
  readonly #ids = new Set<string>()

  note({ version }: SessionRecord): void {
    this.#ids.add(version.id)
    const [oldest] = this.#ids
    if (oldest !== undefined && this.#ids.size > mostVersions) this.#ids.delete(oldest)
  }

  has({ version }: SessionRecord): boolean {
    return this.#ids.has(version.id)
  }
}
