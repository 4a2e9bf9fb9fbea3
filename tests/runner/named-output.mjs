/**
 * Passes on what a step prints line by line, each with the name of the step before it.
 *
 * @implements {Output}
 */
export class NamedOutput {
  #name
  #output
  /** @type {Record<'out' | 'err', Buffer>} */
  #rest = { out: Buffer.alloc(0), err: Buffer.alloc(0) }

  /**
   * @param {string} name
   * @param {Output} output
   */
  constructor(name, output) {
    this.#name = name
    this.#output = output
  }

  /** @type {Output['out']} */
  out = (text) => this.#pass('out', text)

  /** @type {Output['err']} */
  err = (text) => this.#pass('err', text)

  /** Passes on what was not closed by a line break. */
  end() {
    for (const stream of streams) if (this.#rest[stream].length > 0) this.#pass(stream, lineBreak)
  }

  /**
   * Cut at line breaks and not at characters: a chunk may end in the middle of one.
   *
   * @param {'out' | 'err'} stream
   * @param {Uint8Array} text
   */
  #pass(stream, text) {
    const whole = Buffer.concat([this.#rest[stream], text])
    const end = whole.lastIndexOf(lineBreak) + 1
    this.#rest[stream] = whole.subarray(end)
    if (end === 0) return
    const lines = whole.toString('utf8', 0, end - 1).split('\n')
    this.#output[stream](Buffer.from(lines.map((line) => `${this.#name} │ ${line}\n`).join('')))
  }
}

/** @typedef {import('./processes.mjs').Output} Output */

const streams = /** @type {const} */ (['out', 'err'])
const lineBreak = Buffer.from('\n')
