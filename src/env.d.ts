interface ImportMetaEnv {
  /** Whether the embedded mock answers or the API of `config.json`. Replaced at build. */
  readonly VITE_BACKEND: 'mock' | 'api'
  /** The origins that a `config.json` may name, with spaces between them; any where it is not set. Replaced at build. */
  readonly VITE_API_ORIGINS?: string
  /** The `MOCK_…` variables of the environment, each `''` when it is not set. Replaced at build. */
  readonly VITE_MOCK_SETTINGS: Readonly<
    Record<'MOCK_DIALECT' | 'MOCK_ACCESS_SECONDS' | 'MOCK_REFRESH_SECONDS' | 'MOCK_ROTATE', string>
  >
}
