import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import config from '../../playwright.config.ts'
import { UsageError, narrowSteps, selectSteps } from './command-line.mjs'
import { projectSteps } from './steps.mjs'
import { commandOf } from './tools.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('the steps of the project', () => {
  it('are these, what takes long on request', () => {
    const quick = ['build', 'demo', 'e2e', 'lint', 'unit', 'types', 'format']
    const long = ['e2e-long', 'lint-tests', 'unit-long', 'firefox', 'webkit', 'live']

    expect(namesFor({ live: false, only: null })).toEqual(quick)
    expect(namesFor({ live: true, only: null })).toEqual([...quick, ...long])
    expect(namesFor({ live: false, only: ['live', 'build'] })).toEqual(['build', 'live'])
    expect(namesFor({ live: false, only: ['trials'] })).toEqual(['trials'])
  })

  it.each(projectSteps.map(({ name, command }) => [name, command] as const))(
    '%s runs a program that is installed',
    (_, command) => {
      expect(existsSync(commandOf(command, root)[1] ?? '')).toBe(true)
    },
  )

  it('write their reports into files of their own', () => {
    const files = projectSteps.flatMap(({ report }) => (report ? [report.file] : []))

    expect(new Set(files).size).toBe(9)
  })

  it('name the projects of Playwright', () => {
    const named = projectSteps
      .filter(({ command }) => command[0] === '@playwright/test')
      .flatMap(({ command }) => command.filter((_, at) => command[at - 1] === '--project'))

    expect(config.projects?.map(({ name }) => name)).toEqual([...new Set(named)])
  })

  it('run one live server alone when it is named', () => {
    const steps = selectSteps(projectSteps, { live: false, only: ['build', 'live'] })
    const [build, live] = narrowSteps(steps, ['djoser', '002'], root)

    expect(build).toEqual(steps[0])
    const files = live?.command.slice(steps[1]?.command.length)
    expect(files).toEqual(['tests/live/matrix/djoser.live.ts', 'tests/live/matrix/002.live.ts'])
    expect(narrowSteps(steps, [], root)).toEqual(steps)
    expect(() => narrowSteps(steps, ['djosr'], root)).toThrow(UsageError)
    expect(() => narrowSteps(steps.slice(0, 1), ['djoser'], root)).toThrow(UsageError)
  })

  function namesFor(options: Parameters<typeof selectSteps>[1]) {
    return selectSteps(projectSteps, options).map(({ name }) => name)
  }
})
