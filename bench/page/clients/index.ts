import type { ClientName, OpenClient } from '../contract'
import { openAxiosAuthRefresh, openTunedAxiosAuthRefresh } from './axios-auth-refresh'
import { openAxiosJwt } from './axios-jwt'
import { openLatchkey } from './latchkey'
import { openLockedQueue, openWaitingQueue } from './waiting-queue'

/** Everybody who is measured. */
export const openers: Readonly<Record<ClientName, OpenClient>> = {
  latchkey: openLatchkey,
  'axios-auth-refresh': openAxiosAuthRefresh,
  'axios-auth-refresh, tuned': openTunedAxiosAuthRefresh,
  'axios-jwt': openAxiosJwt,
  'isRefreshing and queue': openWaitingQueue,
  'lock and localStorage': openLockedQueue,
}
