import { describe, expect, it } from 'vitest'
import { createAudience } from '@/auth/core/audience'

const pageUrl = 'https://app.example.com/deep/page'
const anonymousUrls = ['https://api.example.com/api/token/', 'https://api.example.com/login']
const mayGetToken = createAudience({
  apiBaseUrl: 'https://api.example.com/v1',
  pageUrl,
  origins: ['https://files.example.com'],
  anonymousUrls,
})

/** What a URL parser says, for every URL and without a short way. */
function byParser(url: string): boolean {
  if (!URL.canParse(url, pageUrl)) return false
  const { origin, pathname } = new URL(url, pageUrl)
  const isOurs = ['https://api.example.com', 'https://files.example.com'].includes(origin)
  return isOurs && !anonymousUrls.includes(origin + pathname)
}

const beginnings = [
  'https://api.example.com',
  'https://API.example.com',
  'https://api.example.com:443',
  'https://api.example.com:8443',
  'https://api.example.com.evil.example',
  'https://api.example.com@evil.example',
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

describe('the audience of the token (G8)', () => {
  it.each(beginnings.flatMap((beginning) => paths.map((path) => beginning + path)))(
    'is what a URL parser says for %j',
    (url) => {
      expect(mayGetToken(url)).toBe(byParser(url))
    },
  )
})
