import { resolveProfile } from '../support/resolve-profile'
import type { AuthSettings } from '@/auth'
import { failedCall } from '@/auth'
import type { Connection } from '@/diagnosis/connection'
import { diagnose } from '@/diagnosis/diagnose'
import { explainCause } from '@/diagnosis/explain-cause'
import { diagnosisEn } from '@/texts/diagnosis/en'

export const obtainUrl = 'https://api.example/api/token/'

/** A SimpleJWT API at its documented path, on another origin than the page. */
export function connectionTo(
  changes: Partial<Connection> = {},
  settings: Partial<AuthSettings> = {},
): Connection {
  return {
    apiBaseUrl: 'https://api.example/',
    obtainUrl,
    pageUrl: 'https://app.example/login',
    profileName: 'simplejwt',
    profile: resolveProfile({ profile: 'simplejwt', ...settings }),
    ...changes,
  }
}

/** A login that failed: with a status and a body, or without an answer. */
export function failedLogin(status: number | null, body = '', url = obtainUrl) {
  return failedCall({ method: 'POST', url }, status === null ? null : { status, body })
}

/** What a stub server answers: a response, or how it fails. */
export type Reply = Response | 'none' | 'late' | 'redirect'

/** Which of the questions is asked. */
export type Question = 'reached' | 'read' | 'otherSlash' | 'preflight'

/** A `fetch` that answers each question as a browser would show it, and keeps what was asked. */
export function stubServer(replies: Partial<Record<Question, Reply>>, url = obtainUrl) {
  const asked: { url: string; question: Question; init: RequestInit }[] = []
  const send: typeof fetch = (input, init = {}) => {
    const target = input instanceof Request ? input.url : String(input)
    const question = questionOf(target === url, init)
    asked.push({ url: target, question, init })
    return replyWith(replies[question] ?? 'none', question)
  }
  return { send, asked }
}

function questionOf(isSame: boolean, { mode, headers }: RequestInit): Question {
  if (mode === 'no-cors') return 'reached'
  if (!isSame) return 'otherSlash'
  return new Headers(headers).has('Content-Type') ? 'preflight' : 'read'
}

async function replyWith(reply: Reply, question: Question): Promise<Response> {
  if (reply === 'none') throw new TypeError('Failed to fetch')
  if (reply === 'late') throw new DOMException('Timed out', 'TimeoutError')
  if (reply === 'redirect') return typed('opaqueredirect')
  return question === 'reached' ? typed('opaque') : reply.clone()
}

/** No constructor makes these; only a network does. */
function typed(type: ResponseType): Response {
  return Object.defineProperty(new Response(null), 'type', { value: type })
}

/** What DRF says to a GET where it wants a POST. */
export const wantsPost = () =>
  new Response('{"detail":"Method \\"GET\\" not allowed."}', { status: 405 })

export const page = (status: number) => new Response('<!doctype html>', { status })

/** What is wrong, in the words that people are told it with. */
export async function diagnoseInEnglish(
  connection: Connection,
  ...rest: RestOf<Parameters<typeof diagnose>>
) {
  const { cause, findings } = await diagnose(connection, ...rest)
  return { ...explainCause(cause, connection, findings, diagnosisEn), findings }
}

type RestOf<Parameters extends readonly unknown[]> = Parameters extends [unknown, ...infer Rest]
  ? Rest
  : never
