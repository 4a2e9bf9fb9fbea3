/**
 * How long somebody has to wait, in the words of a language: `42 seconds`. Two minutes and more are told by the
 * minute: nobody counts an hour in seconds.
 *
 * @param language - BCP 47
 */
export function describeWait(seconds: number, language: string): string {
  const [unit, amount] =
    seconds < 120 ? (['second', seconds] as const) : (['minute', Math.ceil(seconds / 60)] as const)
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    amount,
  )
}
