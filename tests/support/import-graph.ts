import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { parse } from 'vue/compiler-sfc'

export interface Import {
  /** The importing file, relative to `src`. */
  readonly from: string
  /** The imported file relative to `src`, or the name of a package. */
  readonly to: string
  readonly isPackage: boolean
  /** Gone at run time. */
  readonly isTypeOnly: boolean
  readonly isDynamic: boolean
}

const src = resolve('src')

/** Every import between the files of `src`, as the TypeScript parser sees them. */
export function readImportGraph(): readonly Import[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|vue)$/.test(file))
    .flatMap((file) => importsOf(file))
}

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readScript(file), ts.ScriptTarget.Latest)
  const found: Import[] = []
  const add = (specifier: string, isTypeOnly: boolean, isDynamic: boolean) =>
    found.push({ from: file, ...resolveTarget(file, specifier), isTypeOnly, isDynamic })

  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, isTypeOnly(node.importClause), false)
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      if (ts.isStringLiteral(node.moduleSpecifier))
        add(node.moduleSpecifier.text, node.isTypeOnly, false)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments
      if (specifier && ts.isStringLiteral(specifier)) add(specifier.text, false, true)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword
}

function readScript(file: string): string {
  const text = readFileSync(join(src, file), 'utf8')
  if (!file.endsWith('.vue')) return text
  const { descriptor } = parse(text)
  return `${descriptor.script?.content ?? ''}\n${descriptor.scriptSetup?.content ?? ''}`
}

function resolveTarget(file: string, specifier: string): { to: string; isPackage: boolean } {
  const path = specifier.startsWith('@/')
    ? join(src, specifier.slice(2))
    : specifier.startsWith('.')
      ? resolve(src, dirname(file), specifier)
      : null
  if (path === null) return { to: specifier, isPackage: true }
  const candidates = [path, `${path}.ts`, join(path, 'index.ts')]
  const target = candidates.find((candidate) => existsSync(candidate) && /\.\w+$/.test(candidate))
  return { to: relative(src, target ?? path), isPackage: false }
}

/** A round trip through run-time imports, as the files on it; `null` when there is none. */
export function findCycle(imports: readonly Import[]): readonly string[] | null {
  const edges = new Map<string, string[]>()
  for (const { from, to, isTypeOnly: isGone, isPackage, isDynamic } of imports) {
    if (!isGone && !isPackage && !isDynamic) edges.set(from, [...(edges.get(from) ?? []), to])
  }
  const done = new Set<string>()
  const walk = (file: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return null
    for (const next of edges.get(file) ?? []) {
      const cycle = walk(next, [...path, file])
      if (cycle) return cycle
    }
    done.add(file)
    return null
  }
  for (const file of edges.keys()) {
    const cycle = walk(file, [])
    if (cycle) return cycle
  }
  return null
}
