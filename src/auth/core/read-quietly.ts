import type { SessionCarrier } from './ports'
import type { SessionRecord } from './record'

/** `undefined` when the carrier cannot be read: then this tab goes on with what it knows. */
export async function readQuietly(
  read: SessionCarrier['read'],
): Promise<SessionRecord | null | undefined> {
  try {
    return await read()
  } catch {
    return undefined
  }
}
