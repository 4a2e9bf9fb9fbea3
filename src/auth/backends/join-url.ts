/** An address relative to a base; an absolute address stays as it is. Slashes between them count once. */
export function joinUrl(base: string, address: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(address)) return address
  return `${base.replace(/\/+$/, '')}/${address.replace(/^\/+/, '')}`
}
