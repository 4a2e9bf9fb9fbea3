import { readonly, shallowReadonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { rowOf } from '@/texts/languages'
import type { DiagnosisTexts } from '@/texts/texts'
import { useLanguage } from '@/texts/use-texts'

/** What {@link useDiagnosisTexts} gives. */
export interface UseDiagnosisTextsReturn {
  /** `null` until they are loaded. */
  readonly texts: Readonly<Ref<DiagnosisTexts | null>>
  readonly hasFailed: Readonly<Ref<boolean>>
}

/** The texts of the diagnosis in the language that the app speaks, loaded with the place that shows them. */
export function useDiagnosisTexts(): UseDiagnosisTextsReturn {
  const { tag } = useLanguage()
  const texts = shallowRef<DiagnosisTexts | null>(null)
  const hasFailed = shallowRef(false)

  watch(
    tag,
    async (wanted) => {
      hasFailed.value = false
      try {
        const loaded = await rowOf(wanted).loadDiagnosis()
        if (wanted === tag.value) texts.value = loaded
      } catch {
        hasFailed.value = true
      }
    },
    { immediate: true },
  )

  return { texts: shallowReadonly(texts), hasFailed: readonly(hasFailed) }
}
