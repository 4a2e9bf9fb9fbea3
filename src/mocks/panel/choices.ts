import type { Conditions } from '../conditions'

/** Trouble that lasts, and what it can be. The first option is that there is none. */
export interface Choice {
  readonly name: string
  readonly title: string
  readonly options: readonly Option[]
}

export interface Option {
  readonly label: string
  readonly changes: Partial<Conditions>
  /** For the bar, while it is chosen; and what one then sees. `null` for no trouble. */
  readonly sign: string | null
  readonly effect: string | null
}

const hourMs = 3_600_000
const late = 'Lists show an outline and buttons say what they wait for. Nothing is sent twice.'

const rotation: Choice = {
  name: 'rotation',
  title: 'Refresh tokens rotate',
  options: [
    { label: 'As set up', changes: { rotates: null }, sign: null, effect: null },
    {
      label: 'Yes',
      changes: { rotates: true },
      sign: 'rotation on',
      effect: 'Each refresh token is taken once. Two tabs share one refresh, and none is refused.',
    },
    {
      label: 'No',
      changes: { rotates: false },
      sign: 'rotation off',
      effect: 'A refresh token is taken until it runs out.',
    },
  ],
}

const choices: readonly Choice[] = [
  {
    name: 'answers',
    title: 'The server answers',
    options: [
      { label: 'As it should', changes: { answers: 'own' }, sign: null, effect: null },
      {
        label: '503',
        changes: { answers: 'unavailable' },
        sign: '503',
        effect: 'Nobody is logged out. The page says what is wrong, and comes back by itself.',
      },
      {
        label: '401 page',
        changes: { answers: 'page' },
        sign: '401 pages',
        effect: 'HTML, as of a proxy. It is not the word of the API, so nobody is logged out.',
      },
      {
        label: 'Not at all',
        changes: { answers: 'none' },
        sign: 'no answer',
        effect: 'As in a tunnel. Nobody is logged out, and a reload keeps the session.',
      },
    ],
  },
  {
    name: 'latency',
    title: 'It takes longer',
    options: [
      { label: 'No', changes: { latencyMs: 0 }, sign: null, effect: null },
      { label: '1 s', changes: { latencyMs: 1000 }, sign: '1 s late', effect: late },
      { label: '3 s', changes: { latencyMs: 3000 }, sign: '3 s late', effect: late },
    ],
  },
  {
    name: 'clock',
    title: 'Its clock is off',
    options: [
      { label: 'No', changes: { clockAheadMs: 0 }, sign: null, effect: null },
      {
        label: '+1 h',
        changes: { clockAheadMs: hourMs },
        sign: 'clock +1 h',
        effect: 'Tokens of before are too old at once; the next request gets a new one.',
      },
      {
        label: '−1 h',
        changes: { clockAheadMs: -hourMs },
        sign: 'clock −1 h',
        effect: 'New tokens look an hour old. Log in again: Account names the clock, and it works.',
      },
    ],
  },
  {
    name: 'life',
    title: 'New access tokens live',
    options: [
      { label: 'As set up', changes: { accessSeconds: null }, sign: null, effect: null },
      {
        label: '10 s',
        changes: { accessSeconds: 10 },
        sign: '10 s tokens',
        effect: 'Expire the old ones, open Account: the bar starts again before it is empty.',
      },
    ],
  },
]

/** What the panel offers for a server. */
export function choicesFor({ canRotate }: { readonly canRotate: boolean }): readonly Choice[] {
  return canRotate ? [...choices, rotation] : choices
}

/** The option that the conditions are of; `undefined` for conditions that the panel cannot make. */
export function chosenOption({ options }: Choice, conditions: Conditions): Option | undefined {
  const all = new Map<string, unknown>(Object.entries(conditions))
  return options.find(({ changes }) =>
    Object.entries(changes).every(([name, value]) => all.get(name) === value),
  )
}

/** What is wrong, in a few words each. */
export function signsOf(choices: readonly Choice[], conditions: Conditions): readonly string[] {
  return choices
    .map((choice) => chosenOption(choice, conditions)?.sign)
    .filter((sign) => typeof sign === 'string')
}
