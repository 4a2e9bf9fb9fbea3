import { describe, expect, it } from 'vitest'
import { createScopeOf } from '@/auth/core/request-scope'
import type { RequestScope } from '@/auth/core/request-scope'

const anonymousUrls = ['https://api.example.com/api/token/', 'https://api.example.com/login']
const scopeOf = createScopeOf({
  apiBaseUrl: 'https://api.example.com/v1',
  origins: ['https://files.example.com'],
  anonymousUrls,
})

/** What a URL parser says, for every URL and without a short way. */
function byParser(url: string): RequestScope {
  if (!URL.canParse(url)) return 'foreign'
  const { origin, pathname, username } = new URL(url)
  const isOurs = ['https://api.example.com', 'https://files.example.com'].includes(origin)
  if (!isOurs || username !== '') return 'foreign'
  return anonymousUrls.includes(origin + pathname) ? 'anonymous' : 'protected'
}

const beginnings = [
  'https://api.example.com',
  'https://API.example.com',
  'https://api.example.com:443',
  'https://api.example.com:8443',
  'https://api.example.com.evil.example',
  'https://api.example.com@evil.example',
  'https://evil.example@api.example.com',
  'https://api.example.comevil',
  'https://files.example.com',
  'http://api.example.com',
  '//api.example.com',
  '',
]
const paths = [
  '',
  '/',
  '//evil.example/',
  '\\\\evil.example',
  '/v1/posts/',
  '/v1/posts/?next=https://evil.example/',
  '/v1/posts#/api/token/',
  '/api/token/',
  '/api/token/?x=1',
  '/api/token/#x',
  '/api/./token/',
  '/api/x/../token/',
  '/api/%74oken/',
  '/api/tok\ten/',
  '/login',
  '/login/',
  '/log in',
  '/Ünicode',
]

describe('the scope of a request (G8)', () => {
  it.each(beginnings.flatMap((beginning) => paths.map((path) => beginning + path)))(
    'is what a URL parser says for %j',
    (url) => {
      expect(scopeOf(url)).toBe(byParser(url))
    },
  )
})
