import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { authSettingsSchema } from '@/auth/backends/auth-settings'
import { configOf, longLifetimes } from '../servers/backend.mjs'
import { backends } from '../servers/backends.mjs'
import { UsageError, readArguments } from './command-line.mjs'

const read = (...args: string[]) => readArguments(args, backends)

describe('npm run backend', () => {
  it('takes a seed, and listens on 8000 unless told otherwise', () => {
    expect(read('004')).toMatchObject({ backend: { name: '004' }, port: 8000, write: false })
    expect(read('002-rotating', '--write', '--port', '9000')).toMatchObject({
      backend: { name: '002-rotating' },
      port: 9000,
      write: true,
    })
  })

  it.each([
    ['02', 'Do you mean 002?'],
    ['003-barer', 'Do you mean 003-bearer?'],
    ['seven', 'There are: 000, 000-original, 001'],
  ])('says of the unknown seed %s: %s', (name, words) => {
    expect(() => read(name)).toThrow(UsageError)
    expect(() => read(name)).toThrow(words)
  })

  it('makes no guess where nothing is near', () => {
    expect(() => read('seven')).not.toThrow('Do you mean')
  })

  it('shows the usage when nothing, or something unknown, is asked for', () => {
    expect(() => read()).toThrow('Usage: npm run backend -- NAME')
    expect(() => read('--wirte')).toThrow('Usage: npm run backend -- NAME')
  })

  it.each([
    ['000', '001'],
    ['000', '--restore'],
    ['--restore', '--write'],
    ['000', '--port', 'x'],
  ])('refuses %s %s', (...args) => {
    expect(() => read(...args)).toThrow(UsageError)
  })

  it('restores without a seed', () => {
    expect(read('--restore')).toMatchObject({ backend: null, restore: true })
  })
})

describe('the config.json of a backend', () => {
  it.each(backends)('of $name is one that the app accepts', (backend) => {
    const { auth, list } = backend

    expect(v.safeParse(authSettingsSchema, auth(longLifetimes)).issues).toBeUndefined()
    expect(configOf({ ...backend, proxy: null }, '/')).toMatchObject({
      apiBaseUrl: '/',
      lists: [list],
    })
  })
})
