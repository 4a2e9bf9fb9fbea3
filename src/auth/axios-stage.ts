import type { AxiosAdapter, AxiosRequestConfig } from 'axios'
import { AxiosExchange, usualAdapters } from './axios-exchange'
import type { AuthClient } from './core/auth-client'
import { carryOut } from './core/exchange'
import { RequestOwner } from './request-owner'

/** An adapter by itself, by its name, or several of which the first that works is taken. */
type Adapter = NonNullable<AxiosRequestConfig['adapter']>

/** The last step of one request before its adapter: after every interceptor of the app, at the URL that is really sent. */
interface Stage {
  readonly client: AuthClient
  readonly inner: Adapter
  readonly owner: RequestOwner
}

const stageKey = Symbol('latchkey stage')

type StagedAdapter = AxiosAdapter & { readonly [stageKey]: Stage }

/**
 * Puts a stage of the client before an adapter, in place of one that is there: the config of a request may be sent
 * again, as libraries that retry do, and the request stays with the person who has made it.
 */
export function withStage(given: Adapter | undefined, client: AuthClient): AxiosAdapter {
  const adapter = given ?? [...usualAdapters]
  const earlier = stageOf(adapter, client)
  return staged({
    client,
    inner: earlier ? withoutStage(adapter, earlier) : adapter,
    owner: earlier?.owner ?? RequestOwner.of(client),
  })
}

/** Whether there is a stage of the client before an adapter. */
export function hasStage(adapter: Adapter | undefined, client: AuthClient): boolean {
  return adapter !== undefined && stageOf(adapter, client) !== null
}

function staged(stage: Stage): StagedAdapter {
  const adapter: AxiosAdapter = (config) => carryOut(stage.client, new AxiosExchange(stage, config))
  return Object.assign(adapter, { [stageKey]: stage })
}

/** Each client that shares an instance has its own. */
function stageOf(adapter: Adapter, client: AuthClient): Stage | null {
  if (!isStaged(adapter)) return null
  const stage = adapter[stageKey]
  return stage.client === client ? stage : stageOf(stage.inner, client)
}

function withoutStage(adapter: Adapter, stage: Stage): Adapter {
  if (!isStaged(adapter)) return adapter
  const found = adapter[stageKey]
  return found === stage
    ? stage.inner
    : staged({ ...found, inner: withoutStage(found.inner, stage) })
}

function isStaged(adapter: Adapter): adapter is StagedAdapter {
  return typeof adapter === 'function' && stageKey in adapter
}
