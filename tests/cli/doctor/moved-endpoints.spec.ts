import { describe, expect, it } from 'vitest'
import { profiles } from '@/auth/backends/profiles'
import { movedWith } from '@/cli/doctor/moved-endpoints'

describe('the addresses of a package', () => {
  it.each([
    ['where it documents them', '/dj-rest-auth/login/', '/dj-rest-auth/token/refresh/'],
    ['below another path', '/v2/dj-rest-auth/login/', '/v2/dj-rest-auth/token/refresh/'],
    ['in another folder', '/members/login/', '/members/token/refresh/'],
    ['without the slash of the login', '/members/login', '/members/token/refresh/'],
  ])('are found %s', (_, obtain, refresh) => {
    expect(movedWith(obtain, profiles['dj-rest-auth'], 'refresh')).toEqual([refresh])
  })

  it.each([
    ['its login has another name', '/members/door/'],
    ['its login is not the whole of a name', '/members/prelogin/'],
  ])('are not guessed where %s', (_, obtain) => {
    expect(movedWith(obtain, profiles['dj-rest-auth'], 'refresh')).toEqual([])
  })

  it('are found below another path also where they are not beside the login', () => {
    expect(movedWith('/v2/auth/jwt/create/', profiles.djoser, 'user')).toEqual([
      '/v2/auth/users/me/',
    ])
  })

  it('are none where the package has none', () => {
    expect(movedWith('/login', profiles.knox, 'refresh')).toEqual([])
  })

  it('are found at the root as well', () => {
    expect(movedWith('/login', profiles['flask-jwt-extended'], 'refresh')).toEqual(['/refresh'])
    expect(movedWith('/x/login', profiles['flask-jwt-extended'], 'refresh')).toEqual(['/x/refresh'])
  })
})
