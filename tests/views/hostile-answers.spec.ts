// @vitest-environment jsdom
import { AxiosError, AxiosHeaders } from 'axios'
import { describe, expect, it } from 'vitest'
import { describeClaims } from '@/components/describe-claims'
import { en } from '@/texts/en'
import { createTimes } from '@/texts/times'
import { createFailureOf } from '@/views/create/create-failure'
import { describeEntry } from '@/views/list/list-entry'
import { describeRange, readListPage } from '@/views/list/list-page'
import { requestFailureOf } from '@/views/request-failure'
import { profiles } from '../support/resolve-profile'

const words = { texts: en.list, times: createTimes('en') }
const manyTexts = Array.from({ length: 150_000 }, (_, index) => `text ${index}`)
const deep: unknown = JSON.parse(`${'{"a":['.repeat(50_000)}1${']}'.repeat(50_000)}`)
const deepList: unknown = JSON.parse(`${'['.repeat(50_000)}1${']'.repeat(50_000)}`)

const values: Readonly<Record<string, unknown>> = {
  'objects in arrays in objects': deep,
  'arrays in arrays': deepList,
  'a list of texts': manyTexts,
  'one text': 'x '.repeat(10_000_000),
  'many keys': Object.fromEntries(manyTexts.map((text) => [text, text])),
  'a key': { ['k'.repeat(1_000_000)]: 'x' },
}

function errorWith(status: number, data: unknown): AxiosError {
  const config = { headers: new AxiosHeaders(), url: 'https://api.example/posts/' }
  return new AxiosError('Refused', undefined, config, null, {
    status,
    data,
    statusText: '',
    headers: {},
    config,
  })
}

const formOf = (token: string | null = null) => ({
  names: ['title'],
  profile: profiles.simplejwt,
  token,
})

describe('a hostile answer to a page', () => {
  it.each(Object.entries(values))('is a failure with few words: %s', (_, value) => {
    for (const data of [value, { detail: value }, { title: value, other: value }]) {
      for (const status of [400, 401, 403, 500]) {
        const failure = createFailureOf(errorWith(status, data), formOf())

        expect(failure).not.toBeNull()
        expect(JSON.stringify(failure).length).toBeLessThan(10_000)
      }
    }
  })

  it.each(Object.entries(values))('is a row that can be drawn: %s', (_, value) => {
    for (const entry of [value, { title: value, body: value }]) {
      expect(JSON.stringify(describeEntry(entry, words)).length).toBeLessThan(100_000)
    }
  })

  it.each(Object.entries(values))('is a claim that can be told: %s', (_, value) => {
    const claims = describeClaims({ sub: value, own: value }, 0, {
      texts: en.claims,
      times: words.times,
    })

    expect(JSON.stringify(claims).length).toBeLessThan(400_000)
  })

  it('is a page with as many rows as a browser can draw, and says how many there are', () => {
    for (const body of [manyTexts, { results: manyTexts }]) {
      const page = readListPage(body)

      expect(page?.entries).toHaveLength(1_000)
      expect(page && describeRange(page, {}, en.list)).toMatch(/1–1,?000 of 150,?000/)
    }
  })

  it('has no next page behind a link that no server takes', () => {
    const next = `/posts?${manyTexts.map((_, index) => `p${index}=1`).join('&')}`

    expect(readListPage({ results: [], next })?.next).toBeNull()
  })
})

describe('the words of a refusal', () => {
  it.each([
    ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', null],
    ['the token of the session', '9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b', 'own'],
  ])('do not show %s', (_, token, isOwn) => {
    const held = isOwn === null ? null : token
    const told = { detail: `Token ${token} is not for this.` }
    const field = { title: [`Token ${token} is not for this.`] }

    expect(requestFailureOf(errorWith(403, told), held)).toMatchObject({
      words: 'Token … is not for this.',
    })
    expect(createFailureOf(errorWith(400, field), formOf(held))).toMatchObject({
      fields: { title: ['Token … is not for this.'] },
    })
  })

  it('are the first that are words', () => {
    const data = { detail: '…', message: 'Ask ada@accounts.university.edu.' }

    expect(requestFailureOf(errorWith(403, data), null)).toMatchObject({
      words: 'Ask ada@accounts.university.edu.',
    })
  })
})
