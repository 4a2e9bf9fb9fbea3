import type { TimedAuthEvent } from '@/auth'
import type { EventIconName } from './event-icon-paths'
import { lookOf } from './event-look'
import type { Lane } from './event-look'

/** A log as it is drawn. All places are in per cent of the width, which is the time from the first event until now. */
export interface TimelineLayout {
  /** Ms since the epoch. */
  readonly fromMs: number
  readonly sessions: readonly Span[]
  /** One for each token, from its coming until the next one's. */
  readonly tokens: readonly Span[]
  readonly marks: readonly Mark[]
}

export interface Span {
  readonly from: number
  readonly to: number
}

export interface Mark {
  readonly at: number
  readonly lane: Lane
  readonly icon: EventIconName
}

/** So that the first seconds of a log are not stretched over the whole width. */
const shortestMs = 10_000

/** What need not be marked: a token that is asked for is seen when it comes, or when it does not. */
const unmarked: readonly EventIconName[] = ['ask', 'token']

export function layOutTimeline(events: readonly TimedAuthEvent[], nowMs: number): TimelineLayout {
  const times = events.map(({ atMs }) => atMs)
  const toMs = Math.max(nowMs, ...times)
  const fromMs = Math.min(toMs - shortestMs, ...times)
  const placeOf = ({ atMs }: TimedAuthEvent) => (100 * (atMs - fromMs)) / (toMs - fromMs)
  const tokens = tokenSpans(events, placeOf)
  return {
    fromMs,
    sessions: joined(tokens),
    tokens,
    marks: events
      .map((event) => ({ ...lookOf(event), at: placeOf(event) }))
      .filter(({ icon }) => !unmarked.includes(icon))
      .map(({ at, lane, icon }) => ({ at, lane, icon })),
  }
}

/** From the coming of each token until that of the next, the end of the session, or now. */
function tokenSpans(
  events: readonly TimedAuthEvent[],
  placeOf: (event: TimedAuthEvent) => number,
): Span[] {
  const turns = events.filter((event) => bringsToken(event) || event.type === 'session-ended')
  // A token that is older than the log has been there from its beginning.
  const [first] = turns
  const spans = first && !bringsToken(first) ? [{ from: 0, to: placeOf(first) }] : []
  turns.forEach((event, index) => {
    if (!bringsToken(event)) return
    const next = turns[index + 1]
    const from = placeOf(event)
    // The next one is earlier when the clock was set back in between.
    spans.push({ from, to: Math.max(from, next ? placeOf(next) : 100) })
  })
  return spans
}

const bringsToken = ({ type }: TimedAuthEvent) =>
  type === 'session-opened' || type === 'token-replaced'

/** Spans that follow upon each other, as one: a session is there for as long as it has a token. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const span of spans) {
    const last = all.at(-1)
    if (last?.to === span.from) all[all.length - 1] = { from: last.from, to: span.to }
    else all.push(span)
  }
  return all
}
