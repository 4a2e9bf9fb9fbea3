import type { Person, ServerKind } from '../schedule'
import { hasJar } from '../schedule'
import type { CookieJar, Cookies } from './cookie-jar'
import { noCookies } from './cookie-jar'
import { toJson } from './people'
import type { SimServer } from './sim-server'
import type { Grant } from './token-book'

/** One call as it arrives at the server. */
export interface Call {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface Answer {
  readonly status: number
  readonly body: string
  /** What the browser does with its cookies when the answer arrives. */
  readonly setCookie: ((jar: CookieJar) => void) | null
}

const json = (status: number, body: object): Answer => ({
  status,
  body: toJson(body),
  setCookie: null,
})

export const serverError: Answer = { status: 503, body: '{"detail":"Try later"}', setCookie: null }
export const gatewayPage: Answer = {
  status: 502,
  body: '<html>Bad gateway</html>',
  setCookie: null,
}
/** A refusal of a refresh that no profile here recognises. */
export const strange: Answer = { status: 401, body: 'Unauthorized', setCookie: null }
export const conflict: Answer = { status: 409, body: '{"detail":"Conflict"}', setCookie: null }

const tokenNotValid = { detail: 'Token is invalid', code: 'token_not_valid' }

/** The server as its clients see it: paths, JSON bodies, statuses and cookies. */
export class HttpDoor {
  readonly #server: SimServer
  readonly #kind: ServerKind

  constructor(server: SimServer, kind: ServerKind) {
    this.#server = server
    this.#kind = kind
  }

  /** @param cookies - what the browser sends with it */
  answer({ path, headers, body }: Call, cookies: Cookies): Answer {
    const sent: Readonly<Record<string, string>> = body === null ? {} : JSON.parse(body)
    const cookie = cookies.refresh?.value
    switch (path) {
      case '/login/':
        return this.#login(sent)
      case '/refresh/':
        return this.#refresh(cookie ?? sent['refresh'] ?? sent['token'] ?? '')
      case '/logout/':
        this.#server.revoke(cookie ?? sent['refresh'] ?? '')
        return { ...json(200, {}), setCookie: (jar) => jar.set(noCookies) }
      default:
        return this.#api(
          path,
          headers['Authorization']?.split(' ')[1] ?? cookies.access?.value ?? null,
        )
    }
  }

  #login({ username, password }: Readonly<Record<string, string>>): Answer {
    const isKnown = username === 'ann' || username === 'bob'
    // Every login has a password of its own, so that the rules can tell their sessions apart.
    const grant = isKnown && password ? this.#server.login(username, password) : null
    return grant ? this.#granted(grant, true) : json(401, { detail: 'No such account' })
  }

  #refresh(token: string): Answer {
    const grant = this.#server.refresh(token)
    if (grant) return this.#granted(grant, false)
    return this.#server.isSingle
      ? json(400, { non_field_errors: ['Token has expired'] })
      : json(401, tokenNotValid)
  }

  #granted({ access, refresh }: Grant, isLogin: boolean): Answer {
    if (this.#server.isSingle) return json(200, { token: access.value })
    if (!hasJar(this.#kind)) {
      return json(200, { access: access.value, ...(refresh && { refresh: refresh.value }) })
    }
    const isAlone = this.#kind === 'cookies-alone'
    const cookies = { access: isAlone ? access : null, refresh }
    return {
      ...json(200, isAlone ? {} : { access: access.value }),
      setCookie: (jar) => {
        if (isLogin) jar.setAtLogin(cookies)
        else jar.set(cookies)
      },
    }
  }

  #api(path: string, token: string | null): Answer {
    const verdict = this.#server.check(token)
    if (verdict === 'refused') return json(401, tokenNotValid)
    if (verdict === 'user-inactive') return json(401, { detail: 'No', code: 'user_inactive' })
    const person: Person | undefined = token
      ? this.#server.book.find(token)?.family.person
      : undefined
    return path === '/user/' && person
      ? json(200, this.#server.people.userOf(person))
      : json(200, {})
  }
}
