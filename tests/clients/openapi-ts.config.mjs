import { defineConfig } from '@hey-api/openapi-ts'

export default defineConfig([
  {
    input: 'openapi.yaml',
    output: 'generated/hey-api-fetch',
    plugins: [{ name: '@hey-api/client-fetch', throwOnError: true }],
  },
  {
    input: 'openapi.yaml',
    output: 'generated/hey-api-axios',
    plugins: [{ name: '@hey-api/client-axios', throwOnError: true }],
  },
])
