import { toJsonSchema } from '@valibot/to-json-schema'
import { expect, it } from 'vitest'
import { configSchema } from '@/config'

it('the JSON schema that editors use is the one the app checks with (npm run schema writes it)', async () => {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Latchkey',
    ...toJsonSchema(configSchema, {
      typeMode: 'input',
      errorMode: 'throw',
      // What an address must not be, no pattern says.
      ignoreActions: ['raw_check'],
    }),
  }

  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    '../public/config.schema.json',
  )
})
