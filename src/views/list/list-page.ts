import type { Texts } from '@/texts/texts'

/** The part of a URL after the question mark, as vue-router takes it. */
export type PageQuery = Readonly<Record<string, string | string[]>>

/** One page of a list, whatever way the API writes it. */
export interface ListPage {
  readonly entries: readonly unknown[]
  /** How many there are on all pages; `null` when the API does not count. */
  readonly count: number | null
  /** The query of the page after this one; `null` when this is the last. */
  readonly next: PageQuery | null
  readonly previous: PageQuery | null
}

/**
 * Reads a bare array, a page of any of Django REST framework's paginations, or any other JSON as the one
 * entry of a list.
 *
 * @returns `null` when it is text that is no JSON: an HTML page, most often
 */
export function readListPage(body: unknown): ListPage | null {
  if (Array.isArray(body)) return pageOf(body)
  if (isPage(body)) {
    const { count, next, previous, results } = body
    const { entries, count: counted } = pageOf(results)
    return {
      entries,
      count: typeof count === 'number' ? count : counted,
      next: queryOf(next),
      previous: queryOf(previous),
    }
  }
  if (body === '' || body === null || body === undefined) return pageOf([])
  return typeof body === 'string' ? null : pageOf([body])
}

/**
 * The address to ask for: that of the list, with the query of the page. Where both name a parameter the
 * page decides.
 *
 * @param url - relative to the API; may have a query of its own
 */
export function addressOf(url: string, query: PageQuery): string {
  const [path = '', own = ''] = url.split('?', 2)
  const parameters = new URLSearchParams(own)
  for (const [name, value] of Object.entries(query)) {
    parameters.delete(name)
    for (const item of Array.isArray(value) ? value : [value]) parameters.append(name, item)
  }
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}

/** Which entries these are: `21–40 of 47`, or how many when their place is not known. */
export function describeRange(page: ListPage, query: PageQuery, texts: Texts['list']): string {
  const { entries, count } = page
  if (count === null || count <= entries.length) return texts.count(count ?? entries.length)
  const first = firstOf(page, query)
  if (first === null || entries.length === 0) return texts.countInAll(count)
  return texts.range(first, first + entries.length - 1, count)
}

/** The number of the first entry, counted from 1. The size of a page is known unless it is the last. */
function firstOf({ entries, count, next, previous }: ListPage, query: PageQuery): number | null {
  if (previous === null) return 1
  if (next === null) return count === null ? null : Math.max(1, count - entries.length + 1)
  const offset = numberOf(query['offset'])
  if (offset !== null) return offset + 1
  const number = numberOf(query['page'])
  return number === null ? null : (number - 1) * entries.length + 1
}

/** More rows than this would stop the page. How many there are is said all the same. */
const mostRows = 1_000

const pageOf = (entries: readonly unknown[]): ListPage => ({
  entries: entries.slice(0, mostRows),
  count: entries.length > mostRows ? entries.length : null,
  next: null,
  previous: null,
})

interface PageBody {
  readonly count?: unknown
  readonly next?: unknown
  readonly previous?: unknown
  readonly results: readonly unknown[]
}

function isPage(body: unknown): body is PageBody {
  return (
    typeof body === 'object' && body !== null && 'results' in body && Array.isArray(body.results)
  )
}

/** No server takes a longer one, in characters. */
const longestLink = 8_192

/**
 * Only the query of the link. Its address may name a host that only the server knows, behind a proxy; and
 * a link is no reason to ask, or to trust, another host.
 */
function queryOf(link: unknown): PageQuery | null {
  if (typeof link !== 'string' || link.length > longestLink) return null
  if (!URL.canParse(link, 'http://api')) return null
  const query: Record<string, string | string[]> = {}
  const { searchParams } = new URL(link, 'http://api')
  for (const name of searchParams.keys()) {
    const values = searchParams.getAll(name)
    query[name] = values.length === 1 ? values.join() : values
  }
  return query
}

function numberOf(value: string | string[] | undefined): number | null {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : null
}
