import type { AuthApi, AuthPorts, Clock, LedgerStore, RunExclusive } from '@/auth/core/ports'
import { settle } from './fake-clock'

/**
 * The life of a tab. A crash ends it: from then on nothing comes back to it and nothing goes out of it. A tab that is
 * frozen hears of all that has happened when it thaws.
 */
export class TabLife {
  readonly ended: Promise<void>
  #isOver = false
  #missed: (() => void)[] | null = null
  #end = () => {}

  constructor() {
    this.ended = new Promise((resolve) => (this.#end = resolve))
  }

  crash(): void {
    this.#isOver = true
    this.#end()
  }

  freeze(): void {
    this.#missed ??= []
  }

  async thaw(): Promise<void> {
    const missed = this.#missed ?? []
    this.#missed = null
    for (const action of missed) {
      action()
      await settle()
    }
  }

  /** The ports of a tab that lives that long. */
  bind(ports: AuthPorts): AuthPorts {
    return {
      ...ports,
      api: this.#boundApi(ports.api),
      sharedStore: this.#boundStore(ports.sharedStore),
      tabStore: this.#boundStore(ports.tabStore),
      runExclusive: this.#boundLock(ports.runExclusive),
      channel: {
        post: (message) => {
          if (!this.#isOver) ports.channel.post(message)
        },
        listen: (listener) => ports.channel.listen((message) => this.#act(() => listener(message))),
      },
      clock: this.#boundClock(ports.clock),
    }
  }

  #act(action: () => void): void {
    if (this.#isOver) return
    if (this.#missed) this.#missed.push(action)
    else action()
  }

  /** What a tab asks for after its end is not done; what it is told after it is not heard. */
  #bound<Result>(ask: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve) => {
      if (this.#isOver) return
      const asked = ask()
      const pass = () => this.#act(() => resolve(asked))
      asked.then(pass, pass)
    })
  }

  #boundApi(api: AuthApi): AuthApi {
    return {
      ...api,
      obtain: (credentials, answer) => this.#bound(() => api.obtain(credentials, answer)),
      refresh: (record) => this.#bound(() => api.refresh(record)),
      fetchUser: (token) => this.#bound(() => api.fetchUser(token)),
      revoke: (record) => this.#bound(() => api.revoke(record)),
    }
  }

  #boundStore(store: LedgerStore): LedgerStore {
    return {
      isShared: store.isShared,
      read: () => this.#bound(() => store.read()),
      transact: (decide) => this.#bound(() => store.transact(decide)),
    }
  }

  #boundLock(runExclusive: RunExclusive): RunExclusive {
    return (task, waitMs) =>
      this.#bound(() => runExclusive((isAlone) => this.#bound(() => task(isAlone)), waitMs))
  }

  #boundClock(clock: Clock): Clock {
    return { ...clock, after: (delayMs, task) => clock.after(delayMs, () => this.#act(task)) }
  }
}
