import { onMounted, watch } from 'vue'
import type { Ref } from 'vue'

/** What a field holds, and how it is put there. */
export interface FieldContent<Value> {
  readonly get: (input: HTMLInputElement) => Value
  readonly set: (input: HTMLInputElement, value: Value) => void
}

export const textContent: FieldContent<string> = {
  get: (input) => input.value,
  set: (input, value) => {
    input.value = value
  },
}

export const checkedContent: FieldContent<boolean> = {
  get: (input) => input.checked,
  set: (input, value) => {
    input.checked = value
  },
}

/**
 * Keeps `known` in step with a field that belongs to the browser, which may fill it in without an event, and before
 * this script has run. What is there at first stays, unless something is known already.
 *
 * @returns reads the field, to be called when it tells of a change and before its content is used
 */
export function useNativeField<Value>(
  input: Readonly<Ref<HTMLInputElement | null>>,
  known: Ref<Value>,
  { get, set }: FieldContent<Value>,
): () => Value {
  function read(): Value {
    if (!input.value) return known.value
    const value = get(input.value)
    if (value !== known.value) known.value = value
    return value
  }

  /** Only what differs: writing moves the caret. */
  function write() {
    if (input.value && get(input.value) !== known.value) set(input.value, known.value)
  }

  onMounted(() => {
    if (known.value) write()
    else read()
  })
  watch(known, write, { flush: 'post' })

  return read
}
