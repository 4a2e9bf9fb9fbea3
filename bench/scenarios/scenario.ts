import type { Answer } from '../page/contract'
import type { ServerCounts } from '../server/bench-server'
import type { World, WorldOptions } from '../world/world'

/** What a scenario has seen, besides what the server has counted. */
export interface Observation {
  readonly answers: readonly Answer[]
  /** Whether the session was still there at the end, in every tab. */
  readonly isSignedIn?: boolean
  /** Requests that took a token, or what else only the API may have, to another origin. */
  readonly leaks?: number
  /** Requests that carried a token after the logout. */
  readonly afterLogout?: number
  /** Requests that were sent as another user than the one who is logged in where they were made. */
  readonly misattributed?: number
  /** Answers with the data of another user than the one who is logged in. */
  readonly shownOthers?: number
  /** Whether an aborted request settled while the refresh was still under way. */
  readonly isAbortedAtOnce?: boolean
}

/** All that a row is judged by. */
export interface Outcome extends ServerCounts, Observation {
  readonly ok: number
  readonly failed: number
  readonly aborted: number
  readonly hung: number
}

/** One row of the scoreboard. */
export interface Scenario {
  readonly name: string
  /** What is to happen, in one sentence: `passes` says the same. */
  readonly wanted: string
  readonly world?: WorldOptions
  /** Races are run more than once, and every one has to pass. @default 1 */
  readonly trials?: number
  /** The trials follow each other in the same tabs, each with a login of its own. */
  readonly isContinued?: boolean
  readonly run: (world: World) => Promise<Observation>
  readonly passes: (outcome: Outcome) => boolean
}

export function outcomeOf(observation: Observation, counts: ServerCounts): Outcome {
  const countOf = (wanted: Answer['kind']) =>
    observation.answers.filter(({ kind }) => kind === wanted).length
  return {
    ...observation,
    ...counts,
    ok: countOf('ok'),
    failed: countOf('failed'),
    aborted: countOf('aborted'),
    hung: countOf('hung'),
  }
}
