import { onScopeDispose, readonly, shallowReadonly, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { StepEntry } from './browser/step-entry'
import { isAuthError, keepsChallenge, LoginStepExpiredError } from './core/errors'
import type { AuthError } from './core/errors'
import { loginStepMs } from './core/limits'
import type { LoginChallenge, LoginOptions, LoginResult } from './core/login'
import type { Credentials } from './core/ports'
import { useAuthStore } from './store'

/** What {@link useLogin} gives. */
export interface UseLoginReturn {
  /** Why the last attempt failed; `null` before the first and during each attempt. */
  readonly error: Readonly<Ref<AuthError | null>>
  readonly isPending: Readonly<Ref<boolean>>
  /**
   * The further step that the server wants; `null` while it wants name and password. Stays when it is taken. It has an
   * entry of its own in the browser's history, and five minutes.
   */
  readonly challenge: Readonly<Ref<LoginChallenge | null>>
  /** Resolves to whether the person is signed in now. Rejects only on a bug, never on an `AuthError`. */
  readonly login: (credentials: Credentials, options?: LoginOptions) => Promise<boolean>
  /** Sends the one-time code of the {@link challenge}. Resolves and rejects as {@link login} does. */
  readonly answer: (code: string) => Promise<boolean>
  /** Gives the {@link challenge} up, and what is on its way with it. */
  readonly back: () => void
}

/** State of one login attempt, for the view that shows the form. A challenge does not outlive the view. */
export function useLogin(): UseLoginReturn {
  const store = useAuthStore()
  const error = shallowRef<AuthError | null>(null)
  const isPending = shallowRef(false)
  const { challenge, open, close, take } = useChallenge(giveUp)
  /** Counted up by each attempt and by going back: only the last one may still say something. */
  let latest = 0

  async function attempt(send: () => Promise<LoginResult | undefined>) {
    latest += 1
    const own = latest
    error.value = null
    isPending.value = true
    try {
      const result = await send()
      if (own !== latest) return false
      if (result?.kind === 'challenge') open(result.challenge)
      else take()
      return result?.kind !== 'challenge'
    } catch (caught) {
      if (!isAuthError(caught)) throw caught
      if (own !== latest) return false
      if (!keepsChallenge(caught)) close()
      error.value = caught
      return false
    } finally {
      if (own === latest) isPending.value = false
    }
  }

  function giveUp(why: AuthError | null) {
    if (challenge.value === null) return
    latest += 1
    error.value = why
    isPending.value = false
    close()
    store.cancelLogin()
  }

  function back() {
    giveUp(null)
  }

  onScopeDispose(back)

  return {
    error: shallowReadonly(error),
    isPending: readonly(isPending),
    challenge: shallowReadonly(challenge),
    login: (credentials, options) => attempt(() => store.login(credentials, options)),
    answer: (code) => attempt(() => store.answerChallenge(code)),
    back,
  }
}

/** The step of a login, with its entry in the history and its time. */
function useChallenge(giveUp: (why: AuthError | null) => void) {
  const challenge = shallowRef<LoginChallenge | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  const entry = new StepEntry(() => {
    giveUp(null)
  })

  function open(next: LoginChallenge) {
    if (challenge.value === null) {
      entry.open(window)
      timer = setTimeout(() => {
        giveUp(new LoginStepExpiredError(null))
      }, loginStepMs)
    }
    challenge.value = next
  }

  function close() {
    clearTimeout(timer)
    if (challenge.value !== null) entry.close(window)
    challenge.value = null
  }

  /** The person is signed in. The step stays in sight until the view goes. */
  function take() {
    clearTimeout(timer)
    entry.release()
  }

  return { challenge, open, close, take }
}
