import type { TimedAuthEvent } from '@/auth'

/** A log as a file. */
export interface LogFile {
  readonly name: string
  /** JSON. */
  readonly text: string
}

/** What may be in the file beside type and time: nothing that leads to a person or lets somebody in. */
const fields = ['cause', 'reason', 'generation', 'status', 'byMs'] as const

/**
 * The log for somebody who looks for a fault. Only the known fields of an event are taken, so that whatever is
 * added to events stays out until it is named here.
 */
export function createLogFile(events: readonly TimedAuthEvent[], nowMs: number): LogFile {
  const savedAt = timeOf(nowMs)
  const content = { app: 'Latchkey', savedAt, events: events.map(entryOf) }
  return {
    name: `latchkey-session-${savedAt.slice(0, 19).replaceAll(':', '-')}.json`,
    text: `${JSON.stringify(content, null, 2)}\n`,
  }
}

function entryOf(event: TimedAuthEvent): Readonly<Record<string, unknown>> {
  const given = new Map<string, unknown>(Object.entries(event))
  const known = fields.filter((name) => given.has(name)).map((name) => [name, given.get(name)])
  return { at: timeOf(event.atMs), type: event.type, ...Object.fromEntries(known) }
}

const timeOf = (ms: number) => new Date(ms).toISOString()
