import { describe, expect, it } from 'vitest'
import type { SessionRecord } from '@/auth/core/record'
import { isOtherPerson } from '@/auth/core/same-person'
import type { Told } from '@/auth/core/same-person'
import { accessToken } from '@/auth/core/tokens'
import { jwtWith } from '../../support/jwt'
import { recordWith } from '../../support/records'

const ada = { id: '7', username: 'ada' }
const eve = { id: '8', username: 'eve' }
const bySub = (id: string) => ({ claim: 'sub', id })

type Case = [what: string, record: Partial<SessionRecord>, told: Told]

const byToken: readonly Case[] = [
  ['nothing', {}, {}],
  ['no claim', { subject: '7' }, { subject: null }],
  ['a claim that the login had not', { subject: null }, { subject: bySub('8') }],
  ['the claim of the login', { subject: 'x' }, { subject: bySub('x'), user: eve }],
  ['another claim, of the same user', { subject: 'x' }, { subject: bySub('y'), user: ada }],
  ['a user by the id of the claim', { subject: '8' }, { user: { id: '8', username: 'ada' } }],
  ['a user whose name is the id', {}, { user: { id: 'eve', username: 'eve' } }],
  ['the first id of somebody known by name', { user: { id: 'a', username: 'a' } }, { user: ada }],
  [
    'the id of somebody who typed something else, once more',
    { user: { id: '+49 1', username: 'ada' }, loginName: '+49 1' },
    { user: ada },
  ],
  ['a user of that name', { user: { id: 'x', username: 'ada' } }, { user: ada }],
]

const twice = accessToken(jwtWith({ user_id: 8, sub: 'x' }))

const byCookie: readonly Case[] = [
  ['nothing', {}, {}],
  ['the same user', {}, { user: { ...ada, username: 'ada.l' } }],
  ['the user of the subject', { subject: '8', user: ada }, { user: eve }],
  [
    'the first id of somebody known by name',
    { user: { id: 'a', username: 'a' } },
    { user: { id: '7', username: 'a' } },
  ],
  [
    'the first id of somebody who wrote the name in another way',
    { user: { id: 'Ada', username: 'Ada' } },
    { user: ada },
  ],
  [
    'the first id of somebody known by address',
    { user: { id: 'a@b', username: 'a@b' } },
    { user: { ...ada, email: 'a@b' } },
  ],
]

const others: readonly Case[] = [
  ['another user', {}, { user: eve }],
  ['another claim', { subject: '7' }, { subject: bySub('8') }],
  ['another claim and another user', { subject: '7' }, { subject: bySub('8'), user: eve }],
]

const recordOf = (changes: Partial<SessionRecord>) =>
  recordWith({ user: ada, subject: null, ...changes })
const recordOfCookie = (changes: Partial<SessionRecord>) =>
  recordOf({ accessToken: null, ...changes })

describe('isOtherPerson', () => {
  it.each(byToken)('sees nobody else in %s, by token', (_, record, told) => {
    expect(isOtherPerson(recordOf(record), told)).toBe(false)
  })

  it.each(byCookie)('sees nobody else in %s, by cookie', (_, record, told) => {
    expect(isOtherPerson(recordOfCookie(record), told)).toBe(false)
  })

  it.each(others)('sees somebody else in %s, by token or cookie', (_, record, told) => {
    expect(isOtherPerson(recordOf(record), told)).toBe(true)
    expect(isOtherPerson(recordOfCookie(record), told)).toBe(true)
  })

  it('sees nobody else in a user whom another claim of the token names, unless a cookie brought them', () => {
    const record = recordOf({ accessToken: twice, subject: 'x' })

    expect(isOtherPerson(record, { user: eve })).toBe(false)
    expect(isOtherPerson(record, { user: eve }, 'cookie')).toBe(true)
    expect(isOtherPerson(record, { user: { id: '9', username: 'eve' } })).toBe(true)
  })

  it('sees somebody else in a user of the same name, where a cookie brought them', () => {
    expect(isOtherPerson(recordOf({}), { user: { id: '8', username: 'ada' } }, 'cookie')).toBe(true)
  })

  it.each<Case>([
    ['a user whose name is the id', {}, { user: { id: 'eve', username: 'eve' } }],
    ['another name than was typed', { user: { id: 'a', username: 'a' } }, { user: eve }],
    [
      'a name that is the same under another subject',
      { subject: '7', user: { id: 'ada', username: 'ada' } },
      { user: { id: '8', username: 'ada' } },
    ],
  ])('sees somebody else in %s, by cookie', (_, record, told) => {
    expect(isOtherPerson(recordOfCookie(record), told)).toBe(true)
  })
})
