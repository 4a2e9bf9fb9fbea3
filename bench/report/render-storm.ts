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
    legend,
    describeConditions(conditions),
  ].join('\n\n')
}

const legend = `Requests answered, refreshes (R), and, where there were any, requests that left with the dead token
(dead) and refreshes that were refused for a spent refresh token (refused).`

function renderCell({ ok, refreshes, refused, dead }: StormCell, requests: number): string {
  const answered = ok === requests ? 'all' : ok === 0 ? 'none' : withThousands(ok)
  return [
    `${answered} ${refreshes}R`,
    ...(dead > 0 ? [`${withThousands(dead)} dead`] : []),
    ...(refused > 0 ? [`${withThousands(refused)} refused`] : []),
  ].join(', ')
}
