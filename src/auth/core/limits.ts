/** The longest a call to the auth API may take, in ms. Every transport keeps it. */
export const requestDeadlineMs = 10_000

/** For a transport that breaks its promise, in ms. */
export const backstopMs = requestDeadlineMs + 1_000

/** The longest to wait for a store, in ms: in some browsers IndexedDB hangs on open for ever. */
export const storeDeadlineMs = 2_000

/** How long a store that did not answer is left alone, in ms. Until then this page's memory stands in for it. */
export const storePauseMs = 30_000

/** By when a tab that has announced a refresh has stored its outcome, in ms. */
export const intentDeadlineMs = requestDeadlineMs + storeDeadlineMs

/** How long to wait for the other tab that refreshes: longer than it can take. */
export const lockWaitMs = intentDeadlineMs + 3 * storeDeadlineMs

/** How long what another tab has announced may be on its way, in ms. */
export const lateNewsMs = 1_750

/** How long other tabs may take to say what they have, in ms. */
export const handOverWaitMs = 100

/** A tab that takes longer than this from its announcement to the refresh is throttled, and announces it again. */
export const heldUpMs = 1_000

/** How often to look whether another tab has brought its refresh to an end, in ms. */
export const rivalPollMs = 100

/** The first pause after a refresh that brought no answer; doubled each time, up to {@link backoffCapMs}. */
export const backoffBaseMs = 1_000

/** The longest pause between two tries. */
export const backoffCapMs = 60_000

/**
 * The longest that a server is left alone because it asks for it, in ms. Who waits for an hour has been told enough, and
 * a server that still means it says so again; a mistaken `Retry-After: 1e12` would lock people out for good.
 */
export const longestRetryAfterMs = 3_600_000

/** For how long a refusal that nobody recognises is waited out before logging in again is offered, in ms. */
export const lastingRefusalMs = 120_000

/** For how long a server that has refused even a new token is not asked for another on that account, in ms. */
export const futileRefreshPauseMs = 60_000

/** How long a tombstone outlives the end of the session that is known, in ms: a late refresh may have moved it. */
export const tombstoneMarginMs = 7 * 24 * 3600 * 1000

/** How long a tombstone of a session without a known end stays, in ms. */
export const tombstoneDefaultMs = 90 * 24 * 3600 * 1000

/** For how long a server that could not be told of a logout is told again, in ms. */
export const longestRevocationMs = 30 * 24 * 3600 * 1000

/** How often, at most. */
export const mostRevocationTries = 50

/** How long a tab that tells the server of a logout, or logs in, keeps the others from telling it, in ms. */
export const revocationClaimMs = 30_000

/** The longest that a timer runs before the clocks are looked at again, in ms: a machine may sleep under it. */
export const longestTimerMs = 30_000

/** From when on two clocks that went apart mean that the machine slept or was set, in ms. */
export const clockJumpMs = 5_000

/** The longest text from outside that is taken for a token, a code or a name, in characters. */
export const longestText = 65_536

/** For how long a login may wait for its one-time code, in ms. So long is the password in memory. */
export const loginStepMs = 5 * 60_000

/** How many wrong one-time codes a login takes. Each is sent with the password. */
export const mostWrongCodes = 5

/** How long to wait until a token is no longer in its first second, in ms: a server's clock may be behind by that. */
export const firstSecondMs = 1_200
