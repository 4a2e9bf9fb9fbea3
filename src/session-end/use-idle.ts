import { inject, onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { activityKey, configKey, sharedNameKey } from '@/app-keys'
import { useAuthStore } from '@/auth'
import { createIdleChannel } from './idle-channel'
import { IdleWatch } from './idle-watch'
import { warningMs } from './warning-time'

/** What {@link useIdle} gives. */
export interface UseIdleReturn {
  /** When the person is logged out for doing nothing, in ms since the epoch; `null` while that is not near. */
  readonly idleEndMs: Readonly<Ref<number | null>>
  /** The person is there. */
  readonly stay: () => void
}

/** Logs a person out who has done nothing for as long as the configuration says, in no tab; off without it. */
export function useIdle(): UseIdleReturn {
  const store = useAuthStore()
  const config = inject(configKey, null)
  const activity = inject(activityKey, null)
  const idleEndMs = shallowRef<number | null>(null)
  const sharedName = inject(sharedNameKey, '')
  let idle: IdleWatch | null = null

  function stop() {
    idle?.stop()
    idle = null
    idleEndMs.value = null
  }

  function start() {
    if (!config?.idleTimeoutSeconds) return
    const timeoutMs = config.idleTimeoutSeconds * 1000
    idle = new IdleWatch({
      page: document,
      channel: createIdleChannel(
        `idle ${new URL(config.apiBaseUrl, location.href).href}`,
        sharedName,
      ),
      lastMs: activity?.lastActiveAtMs ?? null,
      onActive: () => activity?.noteActivity(),
      timeoutMs,
      warningMs: warningMs(timeoutMs, config.sessionWarningSeconds) ?? timeoutMs / 2,
      onAnnounce: (endMs) => {
        idleEndMs.value = endMs
      },
      onExpire: () => void store.logout('idle'),
    })
  }

  watch(
    () => store.isAuthenticated,
    (isAuthenticated) => {
      stop()
      if (isAuthenticated) start()
    },
    { immediate: true },
  )
  onScopeDispose(stop)

  return { idleEndMs: shallowReadonly(idleEndMs), stay: () => idle?.stay() }
}
