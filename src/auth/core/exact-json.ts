/**
 * What a JSON text says (RFC 8259). An integer that no JavaScript number holds exactly comes as the text of its digits:
 * rounded, two people of a server with 64-bit ids would be one.
 *
 * @throws SyntaxError - it is no JSON
 */
export function parseExactJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return longNumber.test(text) ? JSON.parse(text.replace(textOrNumber, withoutRounding)) : value
}

/** Sixteen digits are the first that may not fit. */
const longNumber = /\d{16}/

/** Texts are matched so that digits in them are passed over. */
const textOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g

function withoutRounding(found: string): string {
  const isRounded = /^-?\d+$/.test(found) && !Number.isSafeInteger(Number(found))
  return isRounded ? `"${found}"` : found
}
