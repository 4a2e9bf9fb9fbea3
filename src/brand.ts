import type { Brand } from './config'

/** Gives the page the accent colour and the icon of `config.json`; see `.branded` in `tokens.css`. */
export function applyBrand({ accent, logo }: Brand, page: Document): void {
  if (accent !== undefined) {
    page.documentElement.style.setProperty('--brand', accent)
    page.documentElement.classList.add('branded')
  }
  if (logo !== undefined) {
    const icon = page.querySelector('link[rel="icon"]')
    icon?.setAttribute('href', logo)
    icon?.removeAttribute('type')
  }
}
