import type { Constants, ProfileObtain } from '@/auth/backends/profile'

/** The constants of a call with the client that the login was sent for (RFC 6749 §2.3.1). */
export function withClient(
  constants: Constants,
  { obtain }: { readonly obtain: ProfileObtain },
): Constants {
  const client = obtain.static['client_id']
  return client === undefined ? constants : { ...constants, client_id: client }
}
