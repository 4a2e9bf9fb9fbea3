import { createHmac } from 'node:crypto'

const stepSeconds = 30

/**
 * The six digits of an authenticator app (TOTP, RFC 6238 section 4, with SHA-1).
 *
 * @param atMs - milliseconds since the epoch
 */
export function totp(secret: Buffer, atMs: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 1000 / stepSeconds)))
  return truncated(createHmac('sha1', secret).update(counter).digest())
}

/** Six digits that are nobody's: not those of now, nor of the steps before and after that servers allow. */
export function wrongCode(secret: Buffer, atMs: number): string {
  const right = [-2, -1, 0, 1, 2].map((steps) => totp(secret, atMs + steps * stepSeconds * 1000))
  const candidates = ['000000', '111111', '222222', '333333', '444444', '555555']
  return candidates.find((code) => !right.includes(code)) ?? ''
}

/** RFC 4226 section 5.3. */
function truncated(digest: Buffer): string {
  const offset = digest.readUInt8(digest.length - 1) & 0x0f
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 1_000_000).padStart(6, '0')
}
