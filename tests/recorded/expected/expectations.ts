/**
 * What each recorded case means to the client, by its name, in words that are followed by
 * `tests/auth/backends/recorded.spec.ts`:
 *
 * - `obtain: grants access 4 s, refresh 12 s`: the tokens by where they are in the body, and how long they live; `end`
 *   is the session's, `user` who is named beside them. `refuses` with the server's words, for the whole form and for
 *   its fields; `throttled`; `unavailable`, by a server in trouble; `unexpected`, by what is no auth API.
 * - `refresh: grants …`; `ends`, by a refusal that is recognised; `keeps` the session, whatever it is.
 * - `api:` an answer to a request that carried the token. `refresh`, `final`: it is about the token. Else what its
 *   status says: `fine`, `forbidden`, `validation`, `throttled`, `transient`, `missing`, `passed on`.
 * - `anonymous:` the same where no token is sent.
 * - `logout: told`: whatever the answer, the session is over.
 * - `unseen:` no script sees it, because of a `preflight`, a `redirect` or `cors`.
 */
export type Expectations = Readonly<Record<string, string>>
