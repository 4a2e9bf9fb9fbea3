/** What stands between `<!-- name:begin -->` and `<!-- name:end -->`. */
export function blockOf(text: string, name: string): string {
  return split(text, name).inside.trim()
}

/** The text with something else between its markers. */
export function withBlock(text: string, name: string, block: string): string {
  const { before, after } = split(text, name)
  return `${before}\n\n${block.trim()}\n\n${after}`
}

function split(text: string, name: string) {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`]
  const from = text.indexOf(begin) + begin.length
  const to = text.indexOf(end)
  if (from < begin.length || to < from) {
    throw new Error(`The text needs the markers ${begin} and ${end}.`)
  }
  return { before: text.slice(0, from), inside: text.slice(from, to), after: text.slice(to) }
}
