/**
 * Ends the task every hundred cases. What a WeakRef was made for within one task stays in memory to its end, and each
 * `Request` of Node makes one.
 */
export async function breatheAt(index: number): Promise<void> {
  if (index % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
}
