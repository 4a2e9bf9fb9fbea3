import { inject } from 'vue'
import { connectionKey } from '@/app-keys'
import type { Connection } from './connection'

/** How this app is set up to reach its API. */
export function useConnection(): Connection {
  const connection = inject(connectionKey)
  if (!connection) throw new Error('This needs app.provide(connectionKey, connection)')
  return connection
}
