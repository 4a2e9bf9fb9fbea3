import type { Ledger } from '@/auth/core/ledger'
import type { SessionRecord } from '@/auth/core/record'

/** A ledger in one line, for people. */
export function describeLedger({ record, end, tombstones, intents, candidates }: Ledger): string {
  const version = (one: SessionRecord) =>
    `${one.sid.slice(0, 3)}/${one.version.generation}-${one.version.id.slice(0, 3)}`
  return [
    record ? version(record) : 'no record',
    ...intents.map(
      (one) =>
        `intent ${one.id.slice(0, 3)} of ${one.tab.slice(0, 3)} on ${one.versionId.slice(0, 3)}${one.isExclusive ? ' (lock)' : ''}`,
    ),
    ...candidates.map((one) => `candidate ${version(one.record)}${one.triedBy ? ' tried' : ''}`),
    ...tombstones.map(({ sid, reason }) => `tombstone ${sid.slice(0, 3)} ${reason}`),
    ...(end ? [`end ${end.sid.slice(0, 3)}/${end.version.generation} ${end.reason}`] : []),
  ].join(', ')
}
