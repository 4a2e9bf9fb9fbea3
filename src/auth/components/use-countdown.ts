import { onScopeDispose, readonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'

const tickMs = 250

/**
 * Counts whole seconds down to 0, and stops there.
 *
 * @param source - gives a new object for every countdown to begin, `null` for none
 */
export function useCountdown(
  source: () => { readonly seconds: number } | null,
): Readonly<Ref<number>> {
  const secondsLeft = shallowRef(0)
  let timer: ReturnType<typeof setInterval> | undefined

  function begin(seconds: number) {
    const endMs = Date.now() + seconds * 1000
    secondsLeft.value = seconds
    timer = setInterval(() => {
      secondsLeft.value = Math.max(0, Math.ceil((endMs - Date.now()) / 1000))
      if (secondsLeft.value === 0) clearInterval(timer)
    }, tickMs)
  }

  function stop() {
    clearInterval(timer)
    secondsLeft.value = 0
  }

  watch(
    source,
    (countdown) => {
      stop()
      if (countdown) begin(countdown.seconds)
    },
    { immediate: true },
  )
  onScopeDispose(stop)

  return readonly(secondsLeft)
}
