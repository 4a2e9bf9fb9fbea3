import { expect } from 'vitest'
import type { TransportRequest } from '@/auth/core/transport'
import { AuthWorld, credentials } from './auth-world'
import type { AuthWorldOptions, Tab } from './auth-world'
import { settle } from './fake-clock'

export const kept = { keepSignedIn: true }
export const unkept = { keepSignedIn: false }
export const admin = { username: 'admin', password: 'admin' }
export const refreshes = /token\/refresh|refresh_token/

/** Each refresh token buys one pair; the server refuses it from then on. */
export const rotating = { settings: { rotate: true, blacklistAfterRotation: true } }
/** Each refresh token buys as many pairs as tabs ask for at once: about what SimpleJWT does in a race. */
export const raceable = { settings: { rotate: true } }
/** What a server says to a refresh token that is of no use any more. */
export const refusal = {
  status: 401,
  headers: {},
  body: '{"detail":"Token is blacklisted","code":"token_not_valid"}',
}

/** A world with somebody signed in, in one tab. */
export async function signIn(options: AuthWorldOptions = {}, login = kept) {
  const world = new AuthWorld(options)
  const tab = world.openTab()
  await tab.client.login(credentials, login)
  return { world, tab }
}

/** Another tab, which has found the session that is there. */
export async function openAnother(world: AuthWorld): Promise<Tab> {
  const tab = world.openTab()
  await tab.client.ready()
  return tab
}

/** A request each second; each is answered, and none is sent with a token that the server refuses. */
export async function goesOnFor(world: AuthWorld, tab: Tab, seconds: number, stepMs = 1000) {
  for (let passedMs = 0; passedMs < seconds * 1000; passedMs += stepMs) {
    await world.clock.advance(stepMs)
    expect(await tab.request()).toBe(200)
  }
  expect(world.countOf(/ 401$/)).toBe(0)
}

export const isRefresh = ({ url }: TransportRequest) => refreshes.test(url)

/** The refresh tokens that were sent to the refresh endpoint, in order. */
export function sentTokens(world: AuthWorld): unknown[] {
  return world.requests.filter(isRefresh).map(refreshTokenOf)
}

/** The refresh token in the body of a request. */
export function refreshTokenOf({ body }: TransportRequest): unknown {
  const value: unknown = JSON.parse(body ?? 'null')
  return typeof value === 'object' && value !== null && 'refresh' in value ? value.refresh : null
}

/** Holds back each answer to a refresh, which the server has dealt with, until it is let go. */
export function holdRefreshes(world: AuthWorld) {
  const held: (() => void)[] = []
  world.holdAnswer = (_, request) =>
    isRefresh(request) ? new Promise((resolve) => held.push(resolve)) : Promise.resolve()
  return {
    /** Lets the oldest answer go. */
    release: async () => {
      held.shift()?.()
      await settle()
    },
    /** Lets all of them go, and holds no more. */
    stop: async () => {
      world.holdAnswer = () => Promise.resolve()
      for (const release of held) release()
      await settle()
    },
  }
}

/** What a promise came to, for one that shall be looked at later. */
export function outcomeOf<Result>(promise: Promise<Result>) {
  const outcome: { status: 'pending' | 'resolved' | 'rejected'; error?: unknown } = {
    status: 'pending',
  }
  promise.then(
    () => (outcome.status = 'resolved'),
    (error: unknown) => Object.assign(outcome, { status: 'rejected', error }),
  )
  return outcome
}
