/** How long the server may take to say which version it has, in ms. */
const deadlineMs = 5_000

/**
 * Whether the server has another version of the app than the page runs: the document there names another script.
 * `false` as well where that cannot be told.
 *
 * @param url - of the app's document
 */
export async function findNewerVersion(url: string, page: Document): Promise<boolean> {
  const own = scriptOf(page)
  try {
    const response = await fetch(url, {
      cache: 'no-store',
      credentials: 'same-origin',
      signal: AbortSignal.timeout(deadlineMs),
    })
    if (!response.ok) return false
    const served = scriptIn(await response.text())
    return own !== null && served !== null && served !== own
  } catch {
    return false
  }
}

function scriptOf(page: Document): string | null {
  return page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null
}

/** Not by the browser's own parser, which takes no text where Trusted Types are required (Trusted Types §4.1). */
function scriptIn(html: string): string | null {
  const modules = [...html.matchAll(/<script\b[^>]*>/gi)]
    .map(([tag]) => tag)
    .filter((tag) => /\stype=["']?module\b/i.test(tag))
  const sources = modules.map((tag) => /\ssrc=["']?([^"'\s>]+)/i.exec(tag)?.[1])
  return sources.find((source) => source !== undefined) ?? null
}
