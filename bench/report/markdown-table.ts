/** A table in Markdown; Prettier makes its columns even. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align = '---',
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, column) => (column === 0 ? '---' : align))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

export const withThousands = (count: number) => count.toLocaleString('en-US')
