const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

const ago = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' })

/** How long ago a moment was, in its largest unit: `3 minutes ago`, `now`. */
export function describeAgo(momentMs: number, nowMs: number): string {
  const passedMs = Math.max(0, nowMs - momentMs)
  const [unit, sizeMs] = units.find(([, size]) => passedMs >= size) ?? (['second', 1000] as const)
  return ago.format(-Math.floor(passedMs / sizeMs), unit)
}
