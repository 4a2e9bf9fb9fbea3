/** Every guarantee that is checked after each step, by the name it is reported under. */
export const invariants = {
  spent: 'G1 a spent refresh token is not sent again',
  flight: 'G1 one flight for each refresh token',
  expired: 'G2 no request leaves with a token known to be expired',
  ended: 'G3 only a refusal that is true ends a session',
  recovers: 'G3 every living tab gets a token once all is well',
  noticed: 'G3 a session that is over is noticed',
  settles: 'G4 every request settles in time',
  aborts: 'G4 an abort is obeyed at once',
  typed: 'G4 only typed errors',
  unhandled: 'G4 no rejection is left unhandled',
  replays: 'G5 at most one replay',
  futile: 'G5 a refused new token is not renewed for every request',
  storm: 'G5 a server in trouble is not stormed',
  logout: 'G6 a logout is final',
  revokes: 'G6 tokens granted after the logout are given back',
  identity: "G7 no request is sent with another person's token",
  hands: 'G7 no request goes with cookies that are visibly of somebody else',
  distrust: 'G7 cookies of somebody else renew no session',
  agree: 'G7 tabs agree on who is signed in',
  audience: 'G8 the token goes to its API and nowhere else',
  clock: 'G9 no clock ends a session',
  timers: 'G9 no timer overflows',
  person: 'G7 nobody is taken for somebody else',
  renamed: 'G3 a changed name ends no session',
  again: 'G3 a second login of the same person ends no session',
  abandoned: 'G14 nobody comes back into a session that was left for too long',
  idle: 'G14 no session ends for idleness before its time',
  disposed: 'G12 nothing is left behind',
  crash: 'no bug in the simulation or the module throws',
} as const

export type InvariantKey = keyof typeof invariants

/** The first guarantee that a run has broken. */
export interface Violation {
  readonly invariant: string
  readonly detail: string
  readonly atMs: number
}
