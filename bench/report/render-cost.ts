import type { ClientName } from '../page/contract'
import { clientNames } from '../page/contract'
import type { CostRound } from '../page/cost'
import { describeConditions } from './conditions'
import { markdownTable } from './markdown-table'
import type { Measured } from './results'

const bareAxios = 'bare Axios'

/** Microseconds per request, a number for each round. */
export interface CostResult {
  readonly stub: readonly CostRound[]
  readonly loopback: readonly CostRound[]
}

export function renderCost({ stub, loopback, conditions }: Measured<CostResult>): string {
  const names = [bareAxios, ...clientNames] as const
  const body = names.map((name) => [name, ...ratioCells(stub, name), ...ratioCells(loopback, name)])
  return [
    markdownTable(['client', 'stub', '10th to 90th', 'HTTP on loopback', '10th to 90th'], body),
    legend(stub.length, loopback.length),
    describeConditions(conditions),
  ].join('\n\n')
}

const legend = (stub: number, loopback: number) =>
  `Time of a request with a good token, in ratio to bare Axios in the same round: the median and the
percentiles of ${stub} rounds against a stub that answers at once, and of ${loopback} over HTTP.`

function ratioCells(rounds: readonly CostRound[], name: ClientName | typeof bareAxios): string[] {
  const ratios = rounds.map((round) => round[name] / round[bareAxios])
  const at = (share: number) => percentile(ratios, share).toFixed(2)
  return [at(0.5), `${at(0.1)} to ${at(0.9)}`]
}

/** @param share - 0.5 for the median */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const position = share * (sorted.length - 1)
  const [below = NaN, above = below] = sorted.slice(Math.floor(position))
  return below + (above - below) * (position % 1)
}
