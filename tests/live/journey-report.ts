import { accessSeconds } from './live-test.ts'

/** The figures of one seed's run, printed as a table at its end. */
export class JourneyReport {
  /** Refresh requests in five lifetimes of an access token; `null` until that test has run. */
  refreshes: number | null = null
  /** 401 answers in those five lifetimes. */
  unauthorised: number | null = null
  #passed = 0
  #failed = 0

  count(status: string | undefined) {
    if (status === 'passed') this.#passed += 1
    else if (status !== 'skipped') this.#failed += 1
  }

  print(seed: string, versions: Readonly<Record<string, string>>, reported: readonly string[]) {
    const rows = [
      ['seed', seed],
      ['versions', reported.map((name) => `${name} ${versions[name] ?? 'missing'}`).join(', ')],
      ['access token lives', `${accessSeconds} s`],
      ['refreshes in 5 lifetimes', String(this.refreshes ?? 'not measured')],
      ['401s in 5 lifetimes', String(this.unauthorised ?? 'not measured')],
      ['result', `${this.#passed} passed, ${this.#failed} failed`],
    ]
    console.log(rows.map(([name = '', value = '']) => `${name.padEnd(26)}${value}`).join('\n'))
  }
}
