/** The body of `GET /user/`. */
export interface UserProfile {
  readonly id: number
  readonly username: string
  readonly email: string
  readonly first_name: string
  readonly last_name: string
  readonly is_staff: boolean
}

/** A user of the mock backend. */
export interface MockAccount {
  readonly profile: UserProfile
  readonly password: string
  /** Django's `is_active`: `false` can neither log in nor use a token. */
  readonly isActive: boolean
  /** Whether `/subscribers/` and adding to `/posts/` are forbidden to this user. */
  readonly isLimited: boolean
  /** What the login wants beside the password; nothing where it is left out. */
  readonly oneTimeCode?: string
}

/** The accounts of the demo. Each password is the username. */
export const demoAccounts: readonly MockAccount[] = [
  account({ id: 1, username: 'demo', first_name: 'Dana', last_name: 'Moreau' }),
  account({ id: 2, username: 'admin', first_name: 'Ada', last_name: 'Okafor', is_staff: true }),
  account(
    { id: 3, username: 'limited', first_name: 'Liam', last_name: 'Berg' },
    { isLimited: true },
  ),
  account(
    { id: 4, username: 'inactive', first_name: 'Ines', last_name: 'Duarte' },
    { isActive: false },
  ),
  account(
    { id: 5, username: 'otp', first_name: 'Olga', last_name: 'Tamm' },
    { oneTimeCode: '123456' },
  ),
]

function account(
  profile: Pick<UserProfile, 'id' | 'username' | 'first_name' | 'last_name'> & {
    is_staff?: boolean
  },
  flags: Partial<Pick<MockAccount, 'isActive' | 'isLimited' | 'oneTimeCode'>> = {},
): MockAccount {
  const { id, username, first_name, last_name, is_staff = false } = profile
  return {
    profile: { id, username, email: `${username}@example.com`, first_name, last_name, is_staff },
    password: username,
    isActive: true,
    isLimited: false,
    ...flags,
  }
}
