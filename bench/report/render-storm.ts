import { clientNames } from '../page/contract'
import type { ClientName } from '../page/contract'
import type { StormOutcome } from '../page/storm'
import { describeConditions } from './conditions'
import { markdownTable, withThousands } from './markdown-table'
import type { Measured } from './results'

/** One kind of storm. */
export interface StormCase {
  readonly requests: number
  readonly isJittered: boolean
  /** `expired`: the token says so itself. `revoked`: only the server knows. */
  readonly token: 'expired' | 'revoked'
}

/** What a client made of it. */
export type StormCell = StormOutcome & { readonly refreshes: number; readonly refused: number }

export interface StormResult {
  readonly rows: readonly (StormCase & {
    readonly clients: Readonly<Record<ClientName, StormCell>>
  })[]
}

export function renderStorm({ rows, conditions }: Measured<StormResult>): string {
  const body = rows.map(({ token, isJittered, requests, clients }) => [
    `${token}, ${isJittered ? '1 to 200 ms' : '5 ms'}`,
    withThousands(requests),
    ...clientNames.map((name) => renderCell(clients[name], requests)),
  ])
  return [
    markdownTable(['token, API answers in', 'requests', ...clientNames], body),
    `${legend} ${describeGrowth(rows)}`,
    describeConditions(conditions),
  ].join('\n\n')
}

const legend = `Requests answered, refreshes (R), and, where there were any, requests that left with the dead
token (dead) and refreshes that were refused for a spent refresh token (refused).`

/** Counts and ratios are told, times are not: they are this machine's. */
function describeGrowth(rows: StormResult['rows']): string {
  const timeOf = (requests: number) =>
    rows.filter((row) => row.requests === requests).map(({ clients }) => clients.latchkey.ms)
  const thousands = timeOf(1_000)
  const growth = timeOf(10_000).map((ms, index) => ms / (thousands[index] ?? NaN))
  const [least, most] = [Math.min(...growth), Math.max(...growth)].map((by) => by.toFixed(1))
  return `From 1,000 to 10,000 requests latchkey's time grows by a factor of ${least} to ${most}.`
}

function renderCell({ ok, refreshes, refused, dead }: StormCell, requests: number): string {
  const answered = ok === requests ? 'all' : ok === 0 ? 'none' : withThousands(ok)
  return [
    `${answered} ok, ${refreshes}R`,
    ...(dead > 0 ? [`${withThousands(dead)} dead`] : []),
    ...(refused > 0 ? [`${withThousands(refused)} refused`] : []),
  ].join(', ')
}
