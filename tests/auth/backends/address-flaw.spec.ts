import { describe, expect, it } from 'vitest'
import { flawOfAddress } from '@/auth/backends/address-flaw'
import type { AddressKind } from '@/auth/backends/address-flaw'

const kinds: readonly AddressKind[] = ['base', 'endpoint', 'origin', 'own-path']

describe('flawOfAddress', () => {
  it.each([
    'javascript:alert(1)',
    'JavaScript://%0aalert(1)',
    'data:text/html,x',
    'blob:https://api.example.com/1',
    'file:///etc/passwd',
    'ftp://api.example.com',
    'tauri://localhost',
    'https:api.example.com',
    'https:/api.example.com',
    'https://',
    'https://[',
    'https://api.example.com:99999',
    'localhost:8000',
    'ada:s3cret@api.example.com/v1',
    '//ada:s3cret@api.example.com',
    'https://ada:s3cret@api.example.com',
    'https:///ada:s3cret@api.example.com',
    'https://ada@api.example.com/?token=s3cret',
    '/\t/evil.test/x.svg',
    '/\\evil.test/x.svg',
    'https:\\\\api.example.com',
    '\u0001/api',
    ' /api',
    '/api ',
    '/a\npi',
  ])('finds %j in every kind, and repeats no secret', (address) => {
    for (const kind of kinds) {
      const flaw = flawOfAddress(address, kind)

      expect(flaw, kind).not.toBeNull()
      expect(JSON.stringify(flaw)).not.toContain('s3cret')
    }
  })

  it.each(['api', './api', '../api', '', '?api', 'api.example.com/v1', 'ada@api.example.com'])(
    'finds a base that means another API on each page: %j',
    (address) => {
      expect(flawOfAddress(address, 'base')?.found).toMatch(/relative to each page$/)
    },
  )

  it.each([
    ['/api', 'about:blank'],
    ['/api', 'file:///app/index.html'],
    ['https://api.example.com/#/v1', 'https://app.example.com'],
  ])('finds a base that no request can go to: %s on %s', (address, pageUrl) => {
    expect(flawOfAddress(address, 'base', pageUrl)).not.toBeNull()
  })

  it.each<[AddressKind, string]>([
    ['base', '/'],
    ['base', '/api/v1/'],
    ['base', 'http://127.0.0.1:8000'],
    ['base', 'http://[::1]:8000/'],
    ['base', 'HTTPS://api.example.com/index.php?route='],
    ['base', '//api.example.com'],
    ['endpoint', '/api/token/?next=/a b'],
    ['endpoint', 'token'],
    ['endpoint', 'accounts:signInWithPassword?key=1'],
    ['endpoint', '//token/'],
    ['endpoint', ''],
    ['endpoint', 'https://id.example.com/@realm/token?a=b'],
    ['origin', 'https://files.example.com'],
    ['own-path', '/logo.svg?v=2'],
    ['own-path', '/assets/Logo Größe.svg'],
  ])('lets a real one be: %s %s', (kind, address) => {
    expect(flawOfAddress(address, kind)).toBeNull()
  })

  it.each(['//evil.test/x.svg', 'https://evil.test/x.svg', 'logo.svg', ''])(
    'finds a picture that is not on this server: %j',
    (address) => {
      expect(flawOfAddress(address, 'own-path')).not.toBeNull()
    },
  )
})
