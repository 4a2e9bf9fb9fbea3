import { parentPort, workerData } from 'node:worker_threads'

const { file, batch } = workerData
const { runBatch, runExhaustively } = await import(file)
const run = batch.depth === null ? runBatch : runExhaustively
const result = await run(batch, (/** @type {number} */ runs) => parentPort?.postMessage({ runs }))
parentPort?.postMessage({ result })
