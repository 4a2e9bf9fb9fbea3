import { describe, expect, it } from 'vitest'
import { bodyOf, MockClient, textIn } from './mock-client'

describe('/posts/', () => {
  it('answers pages of 20, the newest first, with absolute links', () => {
    const { client, token } = loggedIn()

    const page = bodyOf(client.send('GET', '/posts/', { token }))

    expect(page).toMatchObject({
      count: 47,
      next: 'http://api.example/base/posts/?limit=20&offset=20',
      previous: null,
    })
    expect(idsIn(page)).toEqual(Array.from({ length: 20 }, (_, index) => 47 - index))
  })

  it('leads through all pages by its links', () => {
    const { client, token } = loggedIn()
    const ids: unknown[] = []
    let path: string | undefined = '/posts/?limit=10'

    while (path !== undefined) {
      const page = bodyOf(client.send('GET', path, { token }))
      ids.push(...idsIn(page))
      path = typeof page['next'] === 'string' ? pathOf(page['next']) : undefined
    }

    expect(ids).toEqual(Array.from({ length: 47 }, (_, index) => 47 - index))
  })

  it('links back to the first page without an offset and keeps other parameters', () => {
    const { client, token } = loggedIn()

    const page = bodyOf(client.send('GET', '/posts/?q=a&offset=5&limit=10', { token }))

    expect(page).toMatchObject({
      next: 'http://api.example/base/posts/?limit=10&offset=15&q=a',
      previous: 'http://api.example/base/posts/?limit=10&q=a',
    })
  })

  it.each([
    ['limit=0', 20],
    ['limit=-1', 20],
    ['limit=many', 20],
    ['limit=100', 47],
    ['limit=5&offset=-1', 5],
    ['limit=5&offset=45', 2],
    ['offset=1000', 0],
  ])('answers ?%s with %i posts', (query, length) => {
    const { client, token } = loggedIn()

    expect(idsIn(bodyOf(client.send('GET', `/posts/?${query}`, { token })))).toHaveLength(length)
  })

  it('answers at most 100 posts at once', () => {
    const { client, token } = loggedIn()
    for (let added = 0; added < 60; added++) {
      client.send('POST', '/posts/', { token, body: { title: `Post ${added}` } })
    }

    const page = bodyOf(client.send('GET', '/posts/?limit=1000', { token }))

    expect(idsIn(page)).toHaveLength(100)
    expect(page['next']).toBe('http://api.example/base/posts/?limit=100&offset=100')
  })

  it('ends with a page that is just full', () => {
    const { client, token } = loggedIn()

    const page = bodyOf(client.send('GET', '/posts/?limit=7&offset=40', { token }))

    expect(idsIn(page)).toHaveLength(7)
    expect(page['next']).toBeNull()
  })

  it('adds a post, which is then the first', () => {
    const { client, token } = loggedIn()

    const added = client.send('POST', '/posts/', {
      token,
      body: { title: ' Hello ', body: 'World' },
    })

    const post = {
      id: 48,
      title: 'Hello',
      body: 'World',
      author: 'Dana Moreau',
      created: '2026-01-01T12:00:00Z',
    }
    expect([added.status, bodyOf(added)]).toEqual([201, post])
    const first = bodyOf(client.send('GET', '/posts/?limit=1', { token }))
    expect(first).toMatchObject({ count: 48, results: [post] })
  })

  it.each([
    [{}, 'This field is required.'],
    [{ title: null }, 'This field may not be null.'],
    [{ title: '  ' }, 'This field may not be blank.'],
    [{ title: ['a'] }, 'Not a valid string.'],
    [{ title: 'x'.repeat(101) }, 'Ensure this field has no more than 100 characters.'],
  ])('refuses the post %j', (body, message) => {
    const { client, token } = loggedIn()

    const refusal = client.send('POST', '/posts/', { token, body })

    expect([refusal.status, bodyOf(refusal)]).toEqual([400, { title: [message] }])
  })
})

describe('/posts/ for a limited user', () => {
  it('can be read and not added to', () => {
    const client = new MockClient()
    const token = textIn(client.login('limited'), 'access')

    const refusal = client.send('POST', '/posts/', { token, body: { title: 'Hello' } })

    expect([refusal.status, bodyOf(refusal)]).toEqual([
      403,
      { detail: 'You do not have permission to perform this action.' },
    ])
    expect(bodyOf(client.send('GET', '/posts/', { token }))).toMatchObject({ count: 47 })
  })
})

describe('/subscribers/', () => {
  it('answers one bare array', () => {
    const { client, token } = loggedIn()

    const body: unknown = JSON.parse(client.send('GET', '/subscribers/', { token }).body)

    expect(body).toHaveLength(12)
    expect(body).toEqual(
      Array.from({ length: 12 }, (_, index) => ({
        id: index + 1,
        name: expect.any(String) as unknown,
        email: expect.stringMatching(/^[\w.]+@example\.com$/) as unknown,
        since: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown,
      })),
    )
  })
})

function loggedIn() {
  const client = new MockClient()
  return { client, token: textIn(client.login('demo'), 'access') }
}

function idsIn({ results }: Readonly<Record<string, unknown>>): unknown[] {
  if (!Array.isArray(results)) throw new Error('Not a page')
  return results.map((entry: { id: unknown }) => entry.id)
}

function pathOf(link: string): string {
  return link.replace('http://api.example/base', '')
}
