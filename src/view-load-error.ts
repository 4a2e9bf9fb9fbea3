/** The script of a page could not be loaded: no connection, or a newer version of the app is up. */
export class ViewLoadError extends Error {
  override readonly name = 'ViewLoadError'

  constructor(cause: unknown) {
    super('The script of a page could not be loaded', { cause })
  }
}
