import { describe, expect, it } from 'vitest'
import { parseJsonObject } from '@/auth/backends/json-body'
import { readUser, userPathsOf } from '@/auth/backends/read-user'
import { resolveProfile } from '../../support/resolve-profile'

const userPathsWith = (user: object | string | null) =>
  userPathsOf(resolveProfile({ profile: 'simplejwt', read: { user } }).read)

describe('a user', () => {
  it.each([
    ['MongoDB', { _id: '65a1', name: 'Ada' }, { id: '65a1', username: 'Ada' }],
    ['camel case', { userId: 7, userName: 'ada' }, { id: '7', username: 'ada' }],
    ['.NET', { nameid: '7', unique_name: 'ada' }, { id: '7', username: 'ada' }],
    ['a display name', { id: 1, email: 'a@b', displayName: 'Ada L' }, { fullName: 'Ada L' }],
  ])('is read as %s writes it', (_, body, user) => {
    expect(readUser(body, null)).toMatchObject(user)
  })

  it('has an id of 64 bits to the last digit', () => {
    const body = parseJsonObject('{"id": 9007199254740993, "username": "digits: 9007199254740993"}')

    expect(readUser(body, null)).toMatchObject({
      id: '9007199254740993',
      username: 'digits: 9007199254740993',
    })
  })

  it('has a number that needs no more digits as it is', () => {
    expect(
      parseJsonObject('{"a": 9007199254740991, "b": 1e20, "c": -12345678901234567.5}'),
    ).toEqual({
      a: 9_007_199_254_740_991,
      b: 1e20,
      c: -12_345_678_901_234_567.5,
    })
  })

  it('is read from where the settings say, and from the usual places for the rest', () => {
    const paths = userPathsWith({ id: ['account.number'], username: ['login'], name: ['shown'] })
    const body = { account: { number: 7 }, login: 'ada', shown: 'Ada L', email: 'a@b' }

    expect(readUser(body, null, paths)).toEqual({
      id: '7',
      username: 'ada',
      fullName: 'Ada L',
      email: 'a@b',
    })
  })

  it.each([
    ['user', 'user'],
    [null, null],
    ['', ''],
    [{ id: ['_id'] }, null],
    [{ path: 'data.user' }, 'data.user'],
  ])('is looked for in the answer to the login by %j', (setting, path) => {
    expect(userPathsWith(setting).path).toBe(path)
  })

  it('stays where the profile has it when its keys alone are set', () => {
    const { read } = resolveProfile({ profile: 'dj-rest-auth', read: { user: { id: ['pk'] } } })

    expect(userPathsOf(read)).toMatchObject({ path: 'user', id: ['pk'] })
  })
})
