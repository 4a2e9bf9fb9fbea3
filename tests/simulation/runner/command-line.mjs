/**
 * What to run, as the command line says.
 *
 * @typedef {object} Options
 * @property {number} runs
 * @property {number} seed Of the batch.
 * @property {number | null} index One schedule of the batch alone, with its log.
 * @property {string | null} replay A file with a schedule, run with its log.
 * @property {number | null} depth Of the exhaustive search, instead of generated schedules.
 * @property {number} workers
 * @property {boolean} docs Write the result into `docs/simulation.md`.
 */

/**
 * @param {readonly string[]} args
 * @param {number} cores
 * @returns {Options}
 */
export function parseOptions(args, cores) {
  const value = (/** @type {string} */ name) => {
    const at = args.indexOf(`--${name}`)
    return at < 0 ? null : (args[at + 1] ?? null)
  }
  const number = (/** @type {string} */ name) => {
    const text = value(name)
    if (text !== null && !Number.isFinite(Number(text))) throw new Error(`--${name} ${text}`)
    return text === null ? null : Number(text)
  }
  return {
    runs: number('runs') ?? 10_000,
    seed: number('seed') ?? 1,
    index: number('index'),
    replay: value('replay'),
    depth: number('depth'),
    workers: number('workers') ?? cores,
    docs: args.includes('--docs'),
  }
}
