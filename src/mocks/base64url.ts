/** Base64url without padding, as JSON Web Signatures use it (RFC 7515 section 2). */
export function encodeBase64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * The bytes behind a base64url string.
 *
 * @throws DOMException `InvalidCharacterError` when `text` is not base64url
 */
export function decodeBase64Url(text: string): Uint8Array {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/')
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
