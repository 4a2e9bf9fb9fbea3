import { contentOf } from '../core/failed-call'
import type { Outage } from '../core/outage'
import type { TransportResponse } from '../core/transport'
import { parseJsonObject } from './json-body'
import type { JsonObject } from './json-body'
import type { Profile } from './profile'
import { isSuccess } from './read-answers'
import { retriable } from './retriable'

/** Statuses of a URL that refreshes nothing. */
const notThere: readonly number[] = [404, 405, 410]

/** What an answer to a refresh is that neither grants nor refuses as the profile knows it. */
export function outageOf(response: TransportResponse, profile: Profile): Outage {
  const { status, body } = response
  const isPage = contentOf(body) === 'html' && !notThere.includes(status)
  if (status >= 500 || retriable.includes(status) || isPage) return { kind: 'unavailable', status }
  return { kind: 'unrecognised', status, hint: hintFor(response, profile) }
}

/** Which setting would make something of such an answer. */
function hintFor(response: TransportResponse, { read, refresh }: Profile): string {
  const { status } = response
  if (status === 0) {
    return 'The refresh URL redirects, and a redirected refresh is lost. auth.endpoints.refresh must be the final URL. Django wants the slash at its end.'
  }
  if (notThere.includes(status)) {
    return `The refresh URL answered ${status}. apiBaseUrl and auth.endpoints.refresh together must be the URL that refreshes.`
  }
  if (isSuccess(response)) {
    return `The refresh was answered ${status} without an access token. auth.read.access names where it is. Looked at: ${read.access.join(', ')}.`
  }
  return `The refresh was answered ${status}, which config.json does not describe. If that is how the API refuses a refresh token, add ${wanted(response, refresh)}.`
}

/** The section of `config.json` that would recognise the refusal. Lists replace those of the profile. */
function wanted({ status, body }: TransportResponse, refresh: Profile['refresh']): string {
  const key = keyIn(parseJsonObject(body) ?? {})
  const section =
    key === null
      ? { deadWithoutJson: including(refresh.deadWithoutJson, status) }
      : {
          deadStatuses: including(refresh.deadStatuses, status),
          deadKeys: including(refresh.deadKeys, key),
        }
  return JSON.stringify({ auth: { refresh: section } }).slice(1, -1)
}

/** The first key that looks like one; what else a server may put there is not repeated. */
function keyIn(body: JsonObject): string | null {
  return Object.keys(body).find((key) => /^[\w-]{1,32}$/.test(key)) ?? null
}

const including = <Value>(list: readonly Value[], value: Value) => [...new Set([...list, value])]
