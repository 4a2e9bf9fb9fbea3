import { clientNames } from '../page/contract'
import type { CostRound } from '../page/cost'
import { describeConditions } from './conditions'
import { markdownTable } from './markdown-table'
import type { Measured } from './results'

const bareAxios = 'bare Axios'
const headerInterceptor = 'a header interceptor'

/** Microseconds per request, a number for each round. */
export interface CostResult {
  readonly stub: readonly CostRound[]
  readonly loopback: readonly CostRound[]
}

export function renderCost({ stub, loopback, conditions }: Measured<CostResult>): string {
  const names = [bareAxios, headerInterceptor, ...clientNames] as const
  const body = names.map((name) => [name, ...ratioCells(stub, name), ...ratioCells(loopback, name)])
  return [
    markdownTable(['client', 'stub', '10th to 90th', 'HTTP on loopback', '10th to 90th'], body),
    legend(stub.length, loopback.length),
    compared(stub),
    describeConditions(conditions),
  ].join('\n\n')
}

const legend = (stub: number, loopback: number) =>
  `Time of a request with a good token, in ratio to bare Axios in the same round: the median and the
percentiles of ${stub} rounds against a stub that answers at once, and of ${loopback} over HTTP.`

function compared(rounds: readonly CostRound[]): string {
  const ratios = rounds.map((round) => round.latchkey / round[headerInterceptor])
  const [low, median, high] = medianWithInterval(ratios).map((ratio) => ratio.toFixed(2))
  return `Against the stub, a request of latchkey takes ${median} times as long as one of ${headerInterceptor} in the
same round (the median; with 95 % confidence it is between ${low} and ${high}).`
}

function ratioCells(rounds: readonly CostRound[], name: keyof CostRound): string[] {
  const ratios = rounds.map((round) => round[name] / round[bareAxios])
  const at = (share: number) => percentile(ratios, share).toFixed(2)
  return [at(0.5), `${at(0.1)} to ${at(0.9)}`]
}

/** The median, between the bounds of its 95 % confidence interval by ranks, which asks nothing of the distribution. */
export function medianWithInterval(values: readonly number[]): [number, number, number] {
  const half = 0.98 / Math.sqrt(values.length)
  return [
    percentile(values, Math.max(0, 0.5 - half)),
    percentile(values, 0.5),
    percentile(values, Math.min(1, 0.5 + half)),
  ]
}

/** @param share - 0.5 for the median */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const position = share * (sorted.length - 1)
  const [below = NaN, above = below] = sorted.slice(Math.floor(position))
  return below + (above - below) * (position % 1)
}
