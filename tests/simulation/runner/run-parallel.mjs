import { Worker } from 'node:worker_threads'

/**
 * Runs a batch on several cores.
 *
 * @param {string} file The bundled simulation.
 * @param {{ runs: number, seed: number, depth: number | null, mostFailures: number, shrinks: boolean, surroundings?: object }} batch
 * @param {number} workers
 * @param {(runs: number) => void} [onProgress] Called with how many more have been run.
 */
export async function runParallel(file, batch, workers, onProgress = () => undefined) {
  const { joinCounts } = await import(file)
  const shares = Array.from({ length: workers }, (_, from) =>
    runShare(file, { ...batch, from, to: batch.runs, step: workers }, onProgress),
  )
  const results = await Promise.all(shares)
  /** @type {Record<string, number>} */
  const counts = {}
  for (const result of results) joinCounts(counts, result.counts)
  const failures = results.flatMap((result) => result.failures)
  const runs = results.reduce((sum, result) => sum + result.runs, 0)
  return { runs, counts, failures: failures.sort((a, b) => a.index - b.index) }
}

/**
 * @param {string} file
 * @param {object} batch
 * @param {(runs: number) => void} onProgress
 * @returns {Promise<import('../batch').BatchResult>}
 */
function runShare(file, batch, onProgress) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { file, batch },
    })
    worker.on('error', reject)
    worker.on('message', ({ runs, result }) => {
      if (runs !== undefined) onProgress(runs)
      if (result === undefined) return
      resolve(result)
      void worker.terminate()
    })
  })
}
