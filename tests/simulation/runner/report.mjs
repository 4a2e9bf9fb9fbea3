/**
 * A failure in words: the guarantee, how to run it again, and the smallest schedule that breaks it.
 *
 * @param {import('../batch').Failure} failure
 * @param {number} seed Of the batch.
 */
export function describeFailure({ index, violation, shrunk }, seed) {
  const { actions, ...rest } = shrunk
  return [
    `${violation.invariant}: ${violation.detail}`,
    `  again: npm run simulate -- --seed ${seed} --index ${index}`,
    `  ${JSON.stringify(rest)}`,
    ...actions.map((action) => `  ${JSON.stringify(action)}`),
  ].join('\n')
}

/** What a batch must have reached, so that it says something. */
export const corners = {
  refreshes: 'refresh tokens sent',
  'deed freeze': 'tabs frozen',
  'deed cache': 'tabs put into the page cache',
  'deed crash': 'tabs crashed',
  'deed duplicate': 'tabs duplicated',
  'deed restore': 'tabs restored with old session storage',
  'deed close-browser': 'browsers closed',
  'idle end': 'sessions left for too long',
  'idle survived': 'sessions taken up again in time',
  'trouble rename': 'people renamed',
  'user changed': 'changed names heard of',
  'jar changed hands': 'logins of somebody else outside of the app',
  'jar to the same person': 'logins of the same person outside of the app',
  'requests with cookies of somebody else': 'requests with cookies of somebody else',
  'deed sleep': 'machines asleep',
  'deed set-clock': 'clocks set',
  lostRequests: 'requests lost',
  lostAnswers: 'answers lost after the server had acted',
  heldAnswers: 'answers held back',
  gatewayErrors: 'answers of a gateway',
  hangs: 'requests that hung',
  evictions: 'locks taken from a frozen tab',
  lockWaits: 'waits for the lock',
  lockTimeouts: 'locks not got in time',
  'rival waited for': 'looks at a refresh of another tab',
  'candidate kept': 'losing tokens kept',
  'candidate tried': 'losing tokens tried',
  'tombstone written': 'sessions buried',
  'end written': 'ends by refusal',
  'end overturned': 'ends overturned',
  'event token-replaced': 'tokens replaced',
  'event refresh-refused': 'refreshes refused',
  'event request-replayed': 'requests replayed',
  'event replay-refused': 'replays refused',
  aborts: 'requests aborted while they waited',
}

/**
 * @param {Readonly<Record<string, number>>} counts
 * @returns {string} Rows of a Markdown table.
 */
export function describeCounts(counts) {
  const rows = Object.entries(corners).map(([key, words]) => {
    const schedules = counts[`schedules with ${key}`] ?? 0
    return `| ${words} | ${format(counts[key] ?? 0)} | ${format(schedules)} |`
  })
  return ['| what | how often | in schedules |', '|---|--:|--:|', ...rows].join('\n')
}

export const format = (/** @type {number} */ count) => count.toLocaleString('en-US')
