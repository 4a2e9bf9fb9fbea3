import type { Post } from './posts'

const titles = [
  'Why our tokens live for five minutes',
  'A refresh token is a password you did not choose',
  'Moving the login form to its own page',
  'What a 401 means and what it does not',
  'Notes from the first load test',
  'How we name our branches',
  'The week the clock went wrong',
  'Pagination: offsets are enough for us',
  'Dropping support for the old sign-in',
  'Reading the RFC so that you do not have to',
  'A smaller bundle for the login page',
  'Two tabs, one session',
  'Dark mode without a flash',
  'Our list of browsers, and why',
  'Keyboard first: what changed',
  'Serving errors people can act on',
  'Rotating keys on a Tuesday',
  'The case for boring dates',
  'From cookies to headers and half the way back',
  'Keeping a form when the session ends',
  'What we log, and what we never log',
  'A week with a screen reader',
  'Offline is a state, not an error',
  'Counting requests instead of guessing',
  'Onboarding in an afternoon',
  'The end of the weekly build',
  'Throttling without punishing',
  'Writing a migration you can take back',
  'Three bugs in one redirect',
  'Time zones in the newsletter',
  'Our style guide got shorter',
  'Searching posts: a first attempt',
  'Accessible tables, again',
  'Naming things: sessions and logins',
  'What staging is for',
  'A tour of the admin pages',
  'Fewer settings, better defaults',
  'Measuring what people wait for',
  'The subscriber list has a new home',
  'Retries that help',
  'Spring cleaning of dependencies',
  'Testing with two clocks',
  'When to say no to a feature',
  'Reviewing our own reviews',
  'Printing is still a feature',
  'Short URLs for long posts',
  'Planning the next quarter',
] as const

const bodies = [
  'A short account of what we tried, what we kept, and the two things we would do differently.',
  'Questions came up in the last meeting, so here is the long answer with the numbers behind it.',
  'Nothing here is new, but it was in four places. Now it is in one, and the others link to it.',
  'It looked like a small change. It was, once we had understood what the old code was for.',
  'If you only read one paragraph: it is live, nothing needs to be done, tell us what you notice.',
  'Thanks to everybody who tried it early. Most of what you reported is in this version.',
] as const

const authors = [
  'Noor Haddad',
  'Tomasz Wilk',
  'Dana Moreau',
  'Ingrid Solberg',
  'Ada Okafor',
] as const

const firstPostAt = Date.UTC(2025, 0, 6, 8, 30)
const weekMs = 7 * 24 * 60 * 60 * 1000

/** The posts of a new server, one a week, oldest first. */
export const postSeeds: readonly Post[] = titles.map((title, index) => ({
  id: index + 1,
  title,
  body: bodies[index % bodies.length] ?? '',
  author: authors[index % authors.length] ?? '',
  created: `${new Date(firstPostAt + index * weekMs).toISOString().slice(0, 19)}Z`,
}))
