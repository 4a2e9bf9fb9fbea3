import { describe, expect, it } from 'vitest'
import { findCycle, readImportGraph } from './support/import-graph'
import type { Import } from './support/import-graph'

const graph = readImportGraph()

interface Layer {
  readonly name: string
  readonly files: RegExp
  /** What of `src` it may import. */
  readonly mayImport: RegExp
  /** Which packages it may import. */
  readonly packages: RegExp
}

const layers: readonly Layer[] = [
  { name: 'core', files: /^auth\/core\//, mayImport: /^auth\/core\//, packages: /^jwt-decode$/ },
  {
    name: 'backends',
    files: /^auth\/backends\//,
    mayImport: /^auth\/(core|backends)\//,
    packages: /^valibot$/,
  },
  {
    name: 'browser',
    files: /^auth\/browser\//,
    mayImport: /^auth\/(core|browser)\//,
    packages: /^$/,
  },
  {
    name: 'components',
    files: /^auth\/components\//,
    mayImport: /^auth\/(core|components)\//,
    packages: /^vue$/,
  },
  {
    name: 'the auth module',
    files: /^auth\//,
    mayImport: /^auth\//,
    packages: /^(vue|vue-router|pinia|axios|valibot|jwt-decode)$/,
  },
  {
    name: 'the app',
    files: /^(?!auth\/|mocks\/|cli\/|main\.ts$)/,
    mayImport: /^(auth\/index\.ts$|(?!auth\/|mocks\/|cli\/|main\.ts$))/,
    packages: /^(vue|vue-router|pinia|axios|valibot|leven|vite\/client)$/,
  },
  {
    name: 'the mock',
    files: /^mocks\/(?!panel\/)/,
    mayImport: /^mocks\/(?!panel\/)/,
    packages: /^(msw(\/browser)?|idb|@noble\/hashes\/.*)$/,
  },
  {
    name: 'the trouble panel',
    files: /^mocks\/panel\//,
    mayImport: /^mocks\/(panel\/|(trouble-control|conditions)\.ts$)/,
    packages: /^vue$/,
  },
  {
    name: 'main.ts',
    files: /^main\.ts$/,
    mayImport: /^(auth\/index\.ts$|(?!auth\/|cli\/))/,
    packages: /^(vue|vue-router|pinia|axios)$/,
  },
  {
    name: 'the command line',
    files: /^cli\//,
    // Of the app only how its configuration is read, and the words for what is wrong with a connection.
    mayImport:
      /^(cli\/|urls-in\.ts$|auth\/(core|backends)\/|diagnosis\/(connection|explain-cause|(token-)?remedies)\.ts$|texts\/diagnosis\/en\.ts$)/,
    packages: /^node:/,
  },
]

const describeImport = ({ from, to }: Import) => `${from} imports ${to}`

describe('import directions', () => {
  it.each(layers)(
    '$name imports what it may, and nothing else',
    ({ files, mayImport, packages }) => {
      const own = graph.filter(({ from }) => files.test(from))

      const forbidden = own.filter(
        ({ to, isPackage }) => !(isPackage ? packages.test(to) : mayImport.test(to)),
      )

      expect(own.length).toBeGreaterThan(0)
      expect(forbidden.map(describeImport)).toEqual([])
    },
  )

  it('main.ts alone reaches the mock, and only when it is asked to', () => {
    const reaching = graph.filter(
      ({ from, to }) => to.startsWith('mocks/') && !from.startsWith('mocks/'),
    )

    expect(reaching.map(({ from }) => from)).toEqual(reaching.map(() => 'main.ts'))
    expect(reaching.filter(({ isDynamic, isTypeOnly }) => !isDynamic && !isTypeOnly)).toEqual([])
  })

  it('resolves every import to a file', () => {
    const missing = graph.filter(
      ({ to, isPackage }) => !isPackage && !/\.(ts|vue|css|svg)$/.test(to),
    )

    expect(missing.map(describeImport)).toEqual([])
  })

  it('has no cycle at run time', () => {
    expect(findCycle(graph)).toBeNull()
  })
})

describe('findCycle', () => {
  const edge = (from: string, to: string, isTypeOnly = false): Import => ({
    from,
    to,
    isTypeOnly,
    isPackage: false,
    isDynamic: false,
  })

  it('finds a round trip', () => {
    expect(findCycle([edge('a', 'b'), edge('b', 'c'), edge('c', 'a')])).toEqual([
      'a',
      'b',
      'c',
      'a',
    ])
  })

  it('lets types go round', () => {
    expect(findCycle([edge('a', 'b'), edge('b', 'a', true)])).toBeNull()
  })
})
