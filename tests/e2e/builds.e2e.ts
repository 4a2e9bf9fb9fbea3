import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoDist, dist, expect, test } from './e2e-test'

/** Words that only the mock knows. */
const traces = /mockServiceWorker|msw|mock-api|limited|throttled\. Expected|make trouble/i

function filesWith(folder: string, pattern: RegExp): string[] {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      // What is compressed may spell anything by chance.
      .filter((entry) => entry.isFile() && !/\.(?:br|gz)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => pattern.test(file) || pattern.test(readFileSync(file, 'utf8')))
  )
}

test('the production build contains nothing of the mock', () => {
  expect(filesWith(dist, traces)).toEqual([])
})

test('the demo build contains it', () => {
  expect(filesWith(demoDist, /mockServiceWorker\.js$/).length).toBeGreaterThan(0)
})

test('neither names a source map or an inline script', () => {
  for (const folder of [dist, demoDist]) {
    const html = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(html).toContain('Content-Security-Policy')
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/)
    expect(html).not.toMatch(/\sstyle=|<style/)
  }
})

test('the login page loads nothing of the timeline, which the account has', () => {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file = '']) =>
    join(dist, file),
  )

  const withTimeline = filesWith(dist, /What the session did/)

  expect(first.length).toBeGreaterThan(0)
  expect(withTimeline).toHaveLength(1)
  expect(first).not.toContain(withTimeline[0])
  for (const file of first) {
    expect(readFileSync(file, 'utf8')).not.toMatch(/Save as JSON|Took over the new token/)
  }
})

test('the production build starts the fetch of config.json early', () => {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  expect(html).toMatch(/rel="preload"[^>]*href="\/config\.json"/)
})
