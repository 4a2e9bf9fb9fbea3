import { clientNames } from '../page/contract'
import type { ClientName } from '../page/contract'
import { describeConditions } from './conditions'
import { markdownTable } from './markdown-table'
import type { Measured } from './results'

/** What is told of a client in one scenario; of several trials the sums. */
export interface Cell {
  readonly hasPassed: boolean
  readonly trials: number
  readonly passedTrials: number
  readonly sent: number
  readonly ok: number
  readonly failed: number
  readonly aborted: number
  readonly hung: number
  readonly refreshes: number
  readonly refused: number
  readonly hits: number
  readonly dead: number
  readonly leaks: number
  readonly afterLogout: number
  /** Requests that were sent as another user. */
  readonly misattributed: number
  /** Answers with another user's data. */
  readonly shownOthers: number
  /** Trials without a logout that ended signed out. */
  readonly lostSessions: number
  /** Aborted requests that settled with the refresh, or not as aborted. */
  readonly lateAborts: number
}

export interface ScoreboardResult {
  readonly rows: readonly {
    readonly scenario: string
    readonly wanted: string
    readonly clients: Readonly<Record<ClientName, Cell>>
  }[]
}

export function renderScoreboard({ rows, conditions }: Measured<ScoreboardResult>): string {
  const passed = clientNames.map(
    (name) => rows.filter(({ clients }) => clients[name].hasPassed).length,
  )
  const body = rows.map(({ scenario, wanted, clients }) => [
    scenario,
    wanted,
    ...clientNames.map((name) => renderCell(clients[name])),
  ])
  const total = ['**passed**', '', ...passed.map((count) => `**${count} of ${rows.length}**`)]
  return [
    markdownTable(['scenario', 'wanted', ...clientNames], [...body, total]),
    legend,
    describeConditions(conditions),
  ].join('\n\n')
}

const legend = `✔ as wanted, ✘ not; then requests answered / sent, and refreshes (R).
Where there were several trials, all had to pass and the numbers are sums; where only some of them did, it says how many.`

function renderCell(cell: Cell): string {
  const notes = [
    cell.hung > 0 && `${cell.hung} hung`,
    cell.refused > 0 && `${cell.refused} refused`,
    cell.leaks > 0 && 'leaked',
    cell.afterLogout > 0 && 'token after logout',
    cell.misattributed > 0 && 'as another user',
    cell.shownOthers > 0 && "another user's data",
    cell.lostSessions > 0 && 'signed out',
    cell.lateAborts > 0 && 'abort waits',
    !cell.hasPassed && cell.passedTrials > 0 && `${cell.passedTrials} of ${cell.trials} trials`,
  ].filter((note) => note !== false)
  const mark = cell.hasPassed ? '✔' : '✘'
  return [`${mark} ${cell.ok}/${cell.sent} ${cell.refreshes}R`, ...notes].join(', ')
}
