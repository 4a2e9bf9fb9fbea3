import { defineConfig } from 'orval'

export default defineConfig({
  fetch: {
    input: 'openapi.yaml',
    output: {
      target: 'generated/orval-fetch.ts',
      client: 'fetch',
      override: { mutator: { path: 'orval-fetch.ts', name: 'send' } },
    },
  },
  axios: {
    input: 'openapi.yaml',
    output: {
      target: 'generated/orval-axios.ts',
      client: 'axios-functions',
      override: { mutator: { path: 'orval-axios.ts', name: 'send' } },
    },
  },
})
