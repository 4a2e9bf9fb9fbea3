import type { Auth, User } from '@/auth'

/** What a person most likely types to log in: where the API asks for an e-mail address, that. */
export function loginNameOf({ username, email }: User, profile: Auth['profile'] | null): string {
  const isEmail = profile?.obtain.identifier.split('.').at(-1) === 'email'
  return isEmail ? (email ?? username) : username
}
