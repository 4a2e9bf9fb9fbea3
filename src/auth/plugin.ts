import type { InjectionKey } from 'vue'
import type { AuthClient } from './core/auth-client'

/** Where `app.use(auth)` puts the client, for the store of that app. */
export const authClientKey: InjectionKey<AuthClient> = Symbol('AuthClient')
