import type { FailedCall } from '@/auth'
import { askServer } from './ask-server'
import type { Cause, Connection, Findings } from './connection'
import { causeBeforehand, findCause } from './find-cause'

/** What was found. */
export interface Diagnosis {
  readonly cause: Cause
  /** `null` when nothing was asked. */
  readonly findings: Findings | null
}

/**
 * Finds out why a login, or the first request after it, fails; or whether one would.
 *
 * @param call - what failed; `null` to look at the connection as it is
 * @param send - asks the server; see {@link askServer} for what it is asked
 */
export async function diagnose(
  connection: Connection,
  call: FailedCall | null,
  { send, isOnline }: { readonly send: typeof fetch; readonly isOnline: boolean },
): Promise<Diagnosis> {
  const known = causeBeforehand(connection, isOnline)
  if (known !== null) return { cause: known, findings: null }
  const findings = await askServer(connection, call, send)
  return { cause: findCause(connection, findings), findings }
}
