/** The longest a call to the auth API may take, in ms. Every transport keeps it. */
export const requestDeadlineMs = 10_000

/** How long to wait for the other tab that refreshes: longer than it can take. */
export const lockWaitMs = requestDeadlineMs + 2_000

/** The first pause after a refresh that brought no answer; doubled each time, up to {@link backoffCapMs}. */
export const backoffBaseMs = 1_000

/** The longest pause between two tries. */
export const backoffCapMs = 60_000

/**
 * How long to wait before a refusal is believed where no lock was held, in ms: another tab may have been
 * granted the next token for the same one, and not have stored it yet.
 */
export const commitGraceMs = 1_000
