import type { Chance } from '../machine/chance'
import type { Machine } from '../machine/machine'
import type { TabGate } from '../machine/tab-gate'
import type { Environment, Mishap, NetworkMode } from '../schedule'
import type { Answer } from '../servers/http-door'
import { conflict, gatewayPage, serverError, strange } from '../servers/http-door'

/** One request on its way. */
export interface Letter {
  readonly label: string
  readonly isRefresh: boolean
  readonly gate: TabGate
  /** The server acts, and answers. */
  readonly serve: () => Answer
  /** The server has answered, and the answer is not lost. */
  readonly returning: (answer: Answer) => void
  /** The answer is in the browser, whatever has become of the tab. */
  readonly arrive: (answer: Answer) => void
  /** The tab hears of it; `null` when the connection broke. */
  readonly hear: (answer: Answer | null) => void
}

/** What becomes of a request. `strange` is for refreshes alone. */
type Fate = Mishap | 'down' | 'conflict' | 'strange'

const modes: Readonly<Record<NetworkMode, Fate | null>> = {
  ok: null,
  down: 'down',
  hang: 'hang',
  error: 'error',
  html: 'html',
  conflict: 'conflict',
  strange: 'strange',
}

export type NetworkCount =
  'lostRequests' | 'lostAnswers' | 'heldAnswers' | 'gatewayErrors' | 'hangs'

/** The way to the server and back: it takes time, loses requests and answers, and puts gateways in between. */
export class SimNetwork {
  readonly #machine: Machine
  readonly #chance: Chance
  readonly #environment: Environment
  readonly #count: (what: NetworkCount) => void
  #mode: NetworkMode = 'ok'
  #lossRate: number
  #mishaps: readonly Mishap[] = []

  constructor(
    machine: Machine,
    chance: Chance,
    environment: Environment,
    count: (what: NetworkCount) => void,
  ) {
    this.#machine = machine
    this.#chance = chance
    this.#environment = environment
    this.#count = count
    this.#lossRate = environment.lossRate
  }

  setMode(mode: NetworkMode): void {
    this.#mode = mode
  }

  plan(mishap: Mishap): void {
    this.#mishaps = [...this.#mishaps, mishap]
  }

  heal(): void {
    this.#mode = 'ok'
    this.#mishaps = []
    this.#lossRate = 0
  }

  send(letter: Letter): void {
    const fate = this.#fateOf(letter)
    const upMs = this.#latency()
    switch (fate) {
      case 'down':
        this.#deliver(letter, null, 1)
        return
      case 'hang':
        this.#count('hangs')
        return
      case 'lose-request':
        this.#count('lostRequests')
        this.#deliver(letter, null, upMs)
        return
      case 'error':
      case 'html':
      case 'conflict':
      case 'strange':
        this.#count('gatewayErrors')
        this.#deliver(
          letter,
          { error: serverError, html: gatewayPage, conflict, strange }[fate],
          upMs,
        )
        return
      case 'lose-answer':
      case 'hold-answer':
      case null:
        this.#machine.after(upMs, () => {
          this.#serve(letter, fate)
        })
    }
  }

  #serve(letter: Letter, fate: 'lose-answer' | 'hold-answer' | null): void {
    const answer = letter.serve()
    this.#machine.note(`server: ${letter.label} -> ${answer.status}`)
    const downMs = this.#latency()
    if (fate === 'lose-answer') this.#count('lostAnswers')
    else letter.returning(answer)
    if (fate === 'hold-answer') this.#count('heldAnswers')
    const heldMs = fate === 'hold-answer' ? this.#chance.between('network/held', 500, 9_000) : 0
    this.#deliver(letter, fate === 'lose-answer' ? null : answer, downMs + heldMs)
  }

  #deliver({ arrive, gate, hear }: Letter, answer: Answer | null, delayMs: number): void {
    this.#machine.afterAwake(delayMs, () => {
      if (answer) arrive(answer)
      gate.now('answer', () => {
        hear(answer)
      })
    })
  }

  #fateOf({ isRefresh }: Letter): Fate | null {
    const mode = modes[this.#mode]
    if (mode && (isRefresh || mode !== 'strange')) return mode
    const [mishap, ...rest] = this.#mishaps
    if (isRefresh && mishap) {
      this.#mishaps = rest
      return mishap
    }
    if (!this.#chance.isHit('network/loss', this.#lossRate)) return null
    return this.#chance.pick('network/lost', ['lose-request', 'lose-answer', 'error', 'html'])
  }

  #latency(): number {
    return this.#chance.between('network', 2, this.#environment.latencyMs)
  }
}
