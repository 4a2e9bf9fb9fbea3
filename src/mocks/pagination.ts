import type { MockRequest } from './mock-http'

/** A page of `LimitOffsetPagination`. The links are absolute, as the framework writes them. */
export interface Page<Entry> {
  readonly count: number
  readonly next: string | null
  readonly previous: string | null
  readonly results: readonly Entry[]
}

/**
 * Cuts the page that `?limit=` and `?offset=` ask for. A limit that is no positive number means
 * `defaultLimit`, one beyond `maxLimit` means that, an offset that is no number means 0.
 */
export function paginate<Entry>(
  entries: readonly Entry[],
  { baseUrl, path }: MockRequest,
  { defaultLimit, maxLimit }: { readonly defaultLimit: number; readonly maxLimit: number },
): Page<Entry> {
  const url = new URL(baseUrl + path)
  const limit = Math.min(readNumber(url, 'limit') || defaultLimit, maxLimit)
  const offset = readNumber(url, 'offset')
  const hasNext = offset + limit < entries.length
  return {
    count: entries.length,
    next: hasNext ? linkTo(url, limit, offset + limit) : null,
    previous: offset > 0 ? linkTo(url, limit, offset - limit) : null,
    results: entries.slice(offset, offset + limit),
  }
}

function readNumber(url: URL, name: string): number {
  const text = url.searchParams.get(name) ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

/** The same URL on another page. The first page has no `offset`. */
function linkTo(url: URL, limit: number, offset: number): string {
  const link = new URL(url)
  link.searchParams.set('limit', String(limit))
  if (offset > 0) link.searchParams.set('offset', String(offset))
  else link.searchParams.delete('offset')
  link.searchParams.sort()
  return link.href
}
