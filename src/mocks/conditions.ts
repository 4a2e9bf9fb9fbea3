import { isRecord } from './is-record'
import type { MockSettings } from './settings'

/** What is wrong with the mock server, or with the way to it, until it is put right. Plain JSON. */
export interface Conditions {
  readonly answers: AnswerKind
  /** How much later than usual an answer comes, in ms. */
  readonly latencyMs: number
  /** How far the server's clock is ahead of this computer's, in ms. */
  readonly clockAheadMs: number
  /** Life of the access tokens from now on; `null` as the settings say. */
  readonly accessSeconds: number | null
  /** Whether refresh tokens rotate and the old one is blacklisted; `null` as the settings say. */
  readonly rotates: boolean | null
}

/**
 * `own`: the backend's. `unavailable`: 503. `page`: a 401 with a page of HTML, as of a proxy that wants a login of
 * its own. `none`: no answer at all, as when the network is gone.
 */
export type AnswerKind = 'own' | 'unavailable' | 'page' | 'none'

/** Nothing is wrong. */
export const calm: Conditions = {
  answers: 'own',
  latencyMs: 0,
  clockAheadMs: 0,
  accessSeconds: null,
  rotates: null,
}

const answerKinds: readonly AnswerKind[] = ['own', 'unavailable', 'page', 'none']

/** Conditions as they were stored. What is of no use is as when nothing is wrong. */
export function parseConditions(stored: unknown): Conditions {
  if (!isRecord(stored)) return calm
  const { answers, latencyMs, clockAheadMs, accessSeconds, rotates } = stored
  return {
    answers: answerKinds.find((kind) => kind === answers) ?? calm.answers,
    latencyMs: isNumber(latencyMs) ? latencyMs : calm.latencyMs,
    clockAheadMs: isNumber(clockAheadMs) ? clockAheadMs : calm.clockAheadMs,
    accessSeconds: isNumber(accessSeconds) ? accessSeconds : calm.accessSeconds,
    rotates: typeof rotates === 'boolean' ? rotates : calm.rotates,
  }
}

/** The settings of a server under these conditions. Tokens of the legacy dialect do not rotate. */
export function settingsUnder(
  { accessSeconds, rotates }: Conditions,
  settings: MockSettings,
): MockSettings {
  const life = { accessSeconds: accessSeconds ?? settings.accessSeconds }
  if (settings.dialect === 'legacy' || rotates === null) return { ...settings, ...life }
  return { ...settings, ...life, rotate: rotates, blacklistAfterRotation: rotates }
}

const isNumber = (value: unknown): value is number => Number.isFinite(value)
