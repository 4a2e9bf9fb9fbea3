import { describe, expect, it } from 'vitest'
import { legacyDefaults } from '@/mocks/settings'
import { bodyOf, MockClient } from './mock-client'
import type { SendOptions } from './mock-client'

const german = { 'accept-language': 'de, en;q=0.5' }

function ask(path: string, options: SendOptions = {}, method = 'POST') {
  return new MockClient().send(method, path, { headers: german, ...options })
}

describe('an error for somebody who reads German', () => {
  it('is in the words of the framework', () => {
    expect(bodyOf(ask('/user/', {}, 'GET'))).toEqual({ detail: 'Anmeldedaten fehlen.' })
    expect(bodyOf(ask('/api/token/', { body: { username: '' } }))).toEqual({
      username: ['Dieses Feld darf nicht leer sein.'],
      password: ['Dieses Feld ist zwingend erforderlich.'],
    })
    expect(bodyOf(ask('/api/token/', {}, 'GET'))).toEqual({
      detail: 'Methode "GET" nicht erlaubt.',
    })
  })

  it('is in those of the package, with the code that programs read as it is', () => {
    const wrong = { body: { username: 'demo', password: 'wrong' } }
    expect(bodyOf(ask('/api/token/', wrong))).toEqual({
      detail: 'Kein aktiver Account mit diesen Zugangsdaten gefunden',
    })
    expect(bodyOf(ask('/posts/', { token: 'x' }, 'GET'))).toMatchObject({
      detail: 'Der Token ist für keinen Tokentyp gültig',
      code: 'token_not_valid',
    })
  })

  it('says how long to wait', () => {
    const client = new MockClient()
    const body = { username: 'demo', password: 'wrong' }
    const answers = Array.from({ length: 6 }, () =>
      client.send('POST', '/api/token/', { body, headers: german }),
    )

    const last = answers.at(-1)
    expect(last?.status).toBe(429)
    expect(last && bodyOf(last)).toEqual({
      detail: 'Die Anfrage wurde gedrosselt. Erwarte Verfügbarkeit in 60 Sekunden.',
    })
  })

  it('is said to be German', () => {
    expect(ask('/user/', {}, 'GET').headers['Content-Language']).toBe('de')
  })

  it('has those of the other dialect', () => {
    const client = new MockClient({ settings: legacyDefaults })
    const body = { username: 'demo', password: 'wrong' }

    const answer = client.send('POST', '/auth/obtain_token/', { body, headers: german })

    expect(bodyOf(answer)).toEqual({
      non_field_errors: ['Die angegebenen Zugangsdaten stimmen nicht.'],
    })
  })
})

describe('which language an error is in', () => {
  it.each([
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['fr, de;q=0.7, en;q=0.3', 'de'],
    ['en-GB, de;q=0.5', undefined],
    ['en', undefined],
    ['fr', undefined],
    ['', undefined],
  ])('for "%s": %s', (header, language) => {
    const answer = ask('/user/', { headers: { 'accept-language': header } }, 'GET')

    expect(answer.headers['Content-Language']).toBe(language)
  })
})
