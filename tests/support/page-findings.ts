import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** WCAG 2.2 AA, and what axe recommends beyond it. */
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe has against the page, an entry for each place. Its legacy mode looks into no frame of another origin, of
 * which the app has none, and takes a third of the time.
 */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(axeTags).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html} ${failureSummary}`),
  )
}

/** What the eye sees at once, and axe does not look for: sideways scrolling, and targets under 44 px. */
export function layoutFindings(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const sideways = scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px too wide`] : []

    const controls = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, textarea, summary, [role="link"]',
    )
    const small = [...controls]
      .filter(
        (control) => control.checkVisibility() && getComputedStyle(control).display !== 'inline',
      )
      .map((control) => ({
        control,
        box: (control.closest('label') ?? control).getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width < 43.5 || box.height < 43.5)
      .map(({ control, box }) => {
        const size = `${Math.round(box.width)} by ${Math.round(box.height)}`
        return `a target of ${size} px: ${control.outerHTML.slice(0, 120)}`
      })
    return [...sideways, ...small]
  })
}

/** What moves, or would, although nothing shall. */
export function motionFindings(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const running = document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map(({ id }) => `an animation runs ${id}`)
    const takesTime = (times: string) => times.split(', ').some((time) => parseFloat(time) > 0)
    const willing = [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element)
        return takesTime(transitionDuration) || takesTime(animationDuration)
      })
      .map((element) => `would move: ${element.outerHTML.slice(0, 120)}`)
    return [...running, ...willing]
  })
}
