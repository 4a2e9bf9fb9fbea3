import type { Chance } from '../simulation/machine/chance'

const oddCharacters = [
  ...['\t', '\n', '\r', ' ', '\u0000', '\u000b', '\u001f', '\u007f', '\u0085', '\u00a0', '\u00ad'],
  ...['\u200b', '\u200d', '\u2028', '\u3000', '\ufeff', '\ud800', '\udc00', '\ufffd', '\u202e'],
  ...['/', '//', '\\', '\\\\', '@', ':', '#', '?', '&', '%', '%00', '%09', '%0a', '%2f', '%5c'],
  ...['%40'],
  ...['.', '..', '/../', '/./', '%2e', ';', ',', '*', '|', '^', '<', '"', '`', '[', ']', '{'],
  ...['=', '~'],
  ...['。', '．', '／', '＼', '：', '＠', '＃', '？', '℀', '⁄', '∕', 'ａ', 'K', 'ſ', 'İ', 'ß', 'а'],
]

/** The same text with one to three small changes at chance places. */
export function mutated(chance: Chance, text: string): string {
  const times = chance.between('mutations', 1, 3)
  let result = text
  for (let time = 0; time < times; time += 1) result = mutatedOnce(chance, result)
  return result
}

function mutatedOnce(chance: Chance, text: string): string {
  const at = chance.between('place', 0, text.length)
  const [before, character, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)]
  const odd = chance.pick('odd character', oddCharacters)
  switch (chance.pick('mutation', ['insert', 'insert', 'replace', 'delete', 'case', 'encode'])) {
    case 'insert':
      return before + odd + character + after
    case 'replace':
      return before + odd + after
    case 'delete':
      return before + after
    case 'case':
      return before + swappedCase(character) + after
    default:
      return before + encoded(character) + after
  }
}

function swappedCase(character: string): string {
  const upper = character.toUpperCase()
  return upper === character ? character.toLowerCase() : upper
}

function encoded(character: string): string {
  return [...Buffer.from(character)]
    .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
    .join('')
}
